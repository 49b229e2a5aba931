using System.Runtime.InteropServices;
using TypedTasks.Emulator.Codec;
using TypedTasks.Emulator.Entities;

namespace TypedTasks.Emulator.Amqp;

/// <summary>Writes deliveries, in as many frames as the peer's frame size asks for.</summary>
internal static class TransferWriter
{
    /// <summary>More than the frame header and the transfer itself ever take.</summary>
    public const uint Overhead = 64;

    public static uint Write(
        AmqpWriter output, ushort channel, uint maxFrame, QueueReceiverLink link, uint id, BrokerMessage message)
    {
        var tag = message.LockToken;
        var tagBytes = MemoryMarshal.AsBytes(MemoryMarshal.CreateReadOnlySpan(ref tag, 1));
        if (message.Content.Size + MessageEncoder.Overhead + Overhead <= maxFrame)
        {
            var frame = Begin(output, channel, link.Handle, id, tagBytes, link.DeletesOnReceive, more: false);
            MessageEncoder.Write(output, message);
            output.EndFrame(frame);
            return 1;
        }

        var whole = new AmqpWriter(message.Content.Size + MessageEncoder.Overhead);
        MessageEncoder.Write(whole, message);
        return Split(output, channel, maxFrame, link.Handle, id, tagBytes, link.DeletesOnReceive, whole.Written);
    }

    public static uint WriteReply(
        AmqpWriter output, ushort channel, uint maxFrame, uint handle, uint id, ReadOnlySpan<byte> message)
    {
        Span<byte> tag = stackalloc byte[4];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(tag, id);
        return Split(output, channel, maxFrame, handle, id, tag, settled: true, message);
    }

    private static uint Split(
        AmqpWriter output, ushort channel, uint maxFrame, uint handle, uint id, ReadOnlySpan<byte> tag, bool settled,
        ReadOnlySpan<byte> message)
    {
        var room = (int)Math.Min(maxFrame - Overhead, int.MaxValue);
        var frames = 0u;
        do
        {
            var part = message[..Math.Min(room, message.Length)];
            message = message[part.Length..];
            var frame = Begin(output, channel, handle, id, tag, settled, more: message.Length > 0);
            output.Raw(part);
            output.EndFrame(frame);
            frames++;
        }
        while (message.Length > 0);
        return frames;
    }

    private static int Begin(
        AmqpWriter output, ushort channel, uint handle, uint id, ReadOnlySpan<byte> tag, bool settled, bool more)
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
