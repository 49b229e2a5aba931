using System.Buffers.Binary;
using TypedTasks.Emulator.Codec;
using TypedTasks.Emulator.Entities;

namespace TypedTasks.Emulator.Amqp;

/// <summary>Writes deliveries of one session, in as many frames as the peer's frame size asks for and its window lets through.</summary>
internal sealed class TransferWriter(AmqpWriter output, ushort channel)
{
    /// <summary>More than the frame header and the transfer itself ever take.</summary>
    private const uint Overhead = 64;

    private TransferRest? rest;

    /// <summary>Whether a delivery was stopped in the middle: nothing else may be sent before its rest.</summary>
    public bool IsStopped => rest is not null;

    public void Write(uint maxFrame, ref uint window, QueueReceiverLink link, uint id, BrokerMessage message)
    {
        Span<byte> tag = stackalloc byte[16];
        message.LockToken.TryWriteBytes(tag);
        if (message.Content.Size + MessageEncoder.Overhead + Overhead <= maxFrame)
        {
            var frame = Begin(link.Handle, id, tag, link.DeletesOnReceive, more: false);
            MessageEncoder.Write(output, message, link.Queue.Broker.Ahead);
            output.EndFrame(frame);
            window--;
            return;
        }

        var whole = new AmqpWriter(message.Content.Size + MessageEncoder.Overhead);
        MessageEncoder.Write(whole, message, link.Queue.Broker.Ahead);
        rest = new(link, id, tag.ToArray(), link.DeletesOnReceive, whole.ToArray());
        Continue(maxFrame, ref window);
    }

    /// <summary>Writes a reply, which nobody has to settle.</summary>
    public void WriteReply(uint maxFrame, ref uint window, Link link, uint id, byte[] message)
    {
        var tag = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(tag, id);
        rest = new(link, id, tag, Settled: true, message);
        Continue(maxFrame, ref window);
    }

    /// <summary>Goes on with a stopped delivery as far as the window lets it.</summary>
    public void Continue(uint maxFrame, ref uint window)
    {
        var room = (int)(maxFrame - Overhead);
        while (this.rest is { } rest && window > 0)
        {
            // The peer has forgotten a link that is gone, and the rest of its delivery with it.
            if (rest.Link.IsClosed)
            {
                this.rest = null;
                return;
            }

            var part = rest.Bytes.AsSpan(rest.Position, Math.Min(room, rest.Bytes.Length - rest.Position));
            rest.Position += part.Length;
            var more = rest.Position < rest.Bytes.Length;
            var frame = Begin(rest.Link.Handle, rest.Id, rest.Tag, rest.Settled, more);
            output.Raw(part);
            output.EndFrame(frame);
            window--;
            if (!more)
                this.rest = null;
        }
    }

    private int Begin(uint handle, uint id, ReadOnlySpan<byte> tag, bool settled, bool more)
    {
        var frame = output.BeginFrame(0, channel);
        output.Describe(Descriptor.Transfer);
        var list = output.Length;
        var span = output.Reserve(3);
        span[0] = FormatCode.List8;
        span[2] = 6;
        output.UInt(handle);
        output.UInt(id);
        output.Binary(tag);
        output.UInt(0u);
        output.Boolean(settled);
        output.Boolean(more);
        output.PatchByte(list + 1, (byte)(output.Length - list - 2));
        return frame;
    }
}
