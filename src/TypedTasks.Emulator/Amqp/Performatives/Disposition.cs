using TypedTasks.Emulator.Codec;

namespace TypedTasks.Emulator.Amqp.Performatives;

/// <summary>The peer's word on a range of deliveries.</summary>
internal readonly ref struct Disposition
{
    public bool IsReceiver { get; private init; }

    public uint First { get; private init; }

    public uint Last { get; private init; }

    public bool Settled { get; private init; }

    public DeliveryState State { get; private init; }

    public static Disposition Read(scoped ref AmqpReader reader)
    {
        var count = reader.ReadListHeader(out _);
        var role = count > 0 ? reader.ReadBoolean() : null;
        var first = count > 1 ? reader.ReadUInt() : null;
        var last = count > 2 ? reader.ReadUInt() : null;
        var settled = count > 3 && (reader.ReadBoolean() ?? false);
        var state = count > 4 ? DeliveryState.Read(ref reader) : default;
        return new()
        {
            IsReceiver = role ?? throw AmqpReader.Malformed("A disposition has no role."),
            First = first ?? throw AmqpReader.Malformed("A disposition has no first delivery."),
            Last = last ?? first.Value,
            Settled = settled,
            State = state,
        };
    }
}
