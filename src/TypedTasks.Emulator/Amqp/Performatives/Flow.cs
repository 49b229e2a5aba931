using TypedTasks.Emulator.Codec;

namespace TypedTasks.Emulator.Amqp.Performatives;

/// <summary>The peer's view of its windows, and of one link if a handle is given.</summary>
internal readonly record struct Flow(
    uint? NextIncomingId, uint IncomingWindow, uint? Handle, uint? DeliveryCount, uint? LinkCredit, bool Drain, bool Echo)
{
    public static Flow Read(ref AmqpReader reader)
    {
        var count = reader.ReadListHeader(out _);
        var nextIncomingId = count > 0 ? reader.ReadUInt() : null;
        var incomingWindow = count > 1 ? reader.ReadUInt() ?? 0 : 0;
        if (count > 2)
            reader.ReadUInt();
        if (count > 3)
            reader.ReadUInt();
        var handle = count > 4 ? reader.ReadUInt() : null;
        var deliveryCount = count > 5 ? reader.ReadUInt() : null;
        var linkCredit = count > 6 ? reader.ReadUInt() : null;
        if (count > 7)
            reader.ReadUInt();
        var drain = count > 8 && (reader.ReadBoolean() ?? false);
        var echo = count > 9 && (reader.ReadBoolean() ?? false);
        return new(nextIncomingId, incomingWindow, handle, deliveryCount, linkCredit, drain, echo);
    }
}
