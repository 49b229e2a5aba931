using TypedTasks.Emulator.Codec;

namespace TypedTasks.Emulator.Amqp.Performatives;

/// <summary>The peer's begin of a session.</summary>
internal readonly record struct Begin(uint NextOutgoingId, uint IncomingWindow, uint HandleMax)
{
    public static Begin Read(ref AmqpReader reader)
    {
        var count = reader.ReadListHeader(out _);
        if (count > 0)
            reader.ReadUShort();
        var nextOutgoingId = count > 1 ? reader.ReadUInt() ?? 0 : 0;
        var incomingWindow = count > 2 ? reader.ReadUInt() ?? 0 : 0;
        if (count > 3)
            reader.ReadUInt();
        return new(nextOutgoingId, incomingWindow, count > 4 ? reader.ReadUInt() ?? uint.MaxValue : uint.MaxValue);
    }
}
