using System.Buffers.Binary;

namespace TypedTasks.Conformance.Tests;

/// <summary>Finds the messages in what one client writes to a broker: those sent to queues, not to $cbs, $management or a coordinator.</summary>
public sealed class SentMessages(Action<int> message)
{
    private const int HeaderSize = 8;
    private const ulong AttachCode = 0x12;
    private const ulong TransferCode = 0x14;
    private const ulong TargetCode = 0x29;
    private const ulong DataCode = 0x75;
    private const ulong BatchFormat = 0x80013700;

    private readonly MemoryStream rest = new();
    private readonly HashSet<(int Channel, ulong Handle)> queues = [];
    private readonly Dictionary<(int Channel, ulong Handle), (MemoryStream Payload, bool IsBatch)> parts = [];

    public void Read(ReadOnlySpan<byte> bytes)
    {
        rest.Write(bytes);
        var all = rest.GetBuffer().AsSpan(0, (int)rest.Length);
        var position = 0;
        while (all.Length - position >= HeaderSize)
        {
            var next = all[position..];
            var size = next.StartsWith("AMQP"u8) ? HeaderSize : BinaryPrimitives.ReadInt32BigEndian(next);
            if (next.Length < size)
                break;
            if (!next.StartsWith("AMQP"u8) && next[5] == 0 && size > HeaderSize)
                ReadFrame(BinaryPrimitives.ReadUInt16BigEndian(next[6..]), next[(4 * next[4])..size]);
            position += size;
        }

        var left = all[position..].ToArray();
        rest.SetLength(0);
        rest.Write(left);
    }

    private void ReadFrame(int channel, ReadOnlySpan<byte> body)
    {
        var skimmer = new Skimmer(body);
        if (skimmer.Read() is not DescribedValue performative || performative.Field(performative.Code == AttachCode ? 1 : 0) is not ulong handle)
            return;
        if (performative.Code == AttachCode)
        {
            var isQueue = performative.Field(2) is false
                && performative.Field(6) is DescribedValue { Code: TargetCode } target
                && target.Field(0) is string address && !address.Contains('$', StringComparison.Ordinal);
            _ = isQueue ? queues.Add((channel, handle)) : queues.Remove((channel, handle));
        }
        else if (performative.Code == TransferCode && queues.Contains((channel, handle)))
        {
            ReadTransfer((channel, handle), performative, body[skimmer.Position..]);
        }
    }

    private void ReadTransfer((int Channel, ulong Handle) link, DescribedValue transfer, ReadOnlySpan<byte> payload)
    {
        if (!parts.Remove(link, out var delivery))
            delivery = (new MemoryStream(), transfer.Field(3) is BatchFormat);
        delivery.Payload.Write(payload);
        if (transfer.Field(5) is true)
        {
            parts[link] = delivery;
            return;
        }

        if (!delivery.IsBatch)
        {
            message((int)delivery.Payload.Length);
            return;
        }

        var skimmer = new Skimmer(delivery.Payload.GetBuffer().AsSpan(0, (int)delivery.Payload.Length));
        while (!skimmer.AtEnd)
        {
            if (skimmer.Read() is DescribedValue { Code: DataCode, Value: byte[] one })
                message(one.Length);
        }
    }
}
