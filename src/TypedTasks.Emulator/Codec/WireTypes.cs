namespace TypedTasks.Emulator.Codec;

/// <summary>The types that Service Bus clients describe by a name of their own, because AMQP has none for them.</summary>
internal static class WireTypes
{
    private const string Duration = "com.microsoft:timespan";
    private const string Time = "com.microsoft:datetime-offset";

    /// <summary>What a described value means; any other value is what it is.</summary>
    public static object? Read(object? value) => value is Described { Tag: Symbol { Text: var name }, Value: long ticks }
        ? Read(name, ticks) ?? value
        : value;

    public static object? Write(object? value) => value switch
    {
        TimeSpan duration => new Described(new Symbol(Duration), duration.Ticks),
        DateTimeOffset time => new AmqpTimestamp(time.ToUnixTimeMilliseconds()),
        _ => value,
    };

    private static object? Read(string name, long ticks) => name switch
    {
        Duration => new TimeSpan(ticks),
        Time when ticks is >= 0 and <= 3_155_378_975_999_999_999 => new AmqpTimestamp(new DateTimeOffset(ticks, TimeSpan.Zero).ToUnixTimeMilliseconds()),
        _ => null,
    };
}
