using TypedTasks.Emulator.Codec;

namespace TypedTasks.Emulator.Amqp.Performatives;

/// <summary>The peer's opening of a connection.</summary>
internal readonly record struct Open(string ContainerId, string? HostName, uint MaxFrameSize, ushort ChannelMax, uint? IdleTimeout, string? UserAgent)
{
    private const int Properties = 9;

    public static Open Read(ref AmqpReader reader)
    {
        var count = reader.ReadListHeader(out _);
        return new(
            count > 0 ? reader.ReadString() ?? "" : "",
            count > 1 ? reader.ReadString() : null,
            count > 2 ? reader.ReadUInt() ?? uint.MaxValue : uint.MaxValue,
            count > 3 ? reader.ReadUShort() ?? ushort.MaxValue : ushort.MaxValue,
            count > 4 ? reader.ReadUInt() : null,
            count > Properties ? ReadUserAgent(ref reader) : null);
    }

    private static string? ReadUserAgent(ref AmqpReader reader)
    {
        for (var i = 5; i < Properties; i++)
            reader.Skip();
        return (AmqpValueReader.Read(ref reader) as AmqpMap)?["user-agent"] as string;
    }
}
