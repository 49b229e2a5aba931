using TypedTasks.Emulator.Codec;

namespace TypedTasks.Emulator.Amqp.Performatives;

/// <summary>One frame of a delivery; the rest of the frame after it is payload.</summary>
internal readonly ref struct Transfer
{
    public uint Handle { get; private init; }

    public uint? DeliveryId { get; private init; }

    public uint? MessageFormat { get; private init; }

    public bool Settled { get; private init; }

    public bool More { get; private init; }

    public bool Aborted { get; private init; }

    public ReadOnlySpan<byte> TransactionId { get; private init; }

    public static Transfer Read(scoped ref AmqpReader reader)
    {
        var count = reader.ReadListHeader(out var end);
        var handle = count > 0 ? reader.ReadUInt() : null;
        var deliveryId = count > 1 ? reader.ReadUInt() : null;
        if (count > 2)
            reader.ReadBytes();
        var format = count > 3 ? reader.ReadUInt() : null;
        var settled = count > 4 && (reader.ReadBoolean() ?? false);
        var more = count > 5 && (reader.ReadBoolean() ?? false);
        if (count > 6)
            reader.ReadUByte();
        ReadOnlySpan<byte> transaction = default;
        if (count > 7)
            transaction = DeliveryState.ReadTransactionId(ref reader);
        if (count > 8)
            reader.ReadBoolean();
        var aborted = count > 9 && (reader.ReadBoolean() ?? false);
        reader.Seek(end);
        return new()
        {
            Handle = handle ?? throw AmqpReader.Malformed("A transfer has no handle."),
            DeliveryId = deliveryId,
            MessageFormat = format,
            Settled = settled,
            More = more,
            Aborted = aborted,
            TransactionId = transaction,
        };
    }
}
