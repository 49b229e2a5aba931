using TypedTasks.Transport;

namespace TypedTasks.ServiceBus.Wire;

/// <summary>Which properties of a message hold what, as docs/wire.md says, whatever client carries it.</summary>
internal static class MessageProperties
{
    // Boxed once: every message has both.
    private static readonly object CurrentVersion = MessageNames.CurrentVersion;
    private static readonly object FirstAttempt = 0;

    public static string ContentType(TaskMessage message) =>
        message.Body.Span is [(byte)'!', ..] ? MessageNames.Protected : MessageNames.Json;

    /// <summary>Writes the application properties.</summary>
    public static void Write<T>(TaskMessage message, T properties, Action<T, string, object> set)
    {
        set(properties, MessageNames.Step, message.Step);
        set(properties, MessageNames.Attempt, message.Attempt == 0 ? FirstAttempt : message.Attempt);
        set(properties, MessageNames.Version, CurrentVersion);
        if (message.Deferral > 0)
            set(properties, MessageNames.Deferral, message.Deferral);
        if (message.FirstArrivedAt is { } first)
            set(properties, MessageNames.FirstArrived, first.UtcDateTime);
        if (message.HandBacks > 0)
            set(properties, MessageNames.HandBacks, message.HandBacks);
        if (message.Deliveries > 0)
            set(properties, MessageNames.Deliveries, message.Deliveries);
        if (message.HasStart)
            set(properties, MessageNames.Started, true);
        if (message.TraceParent is { } trace)
            set(properties, MessageNames.TraceParent, trace);
    }

    /// <summary>Reads messages of any producer: what is missing or of another type becomes empty, and nothing throws.</summary>
    public static TaskMessage Read<T>(BrokerProperties broker, T properties, Func<T, string, object?> find, ReadOnlyMemory<byte> body) => new()
    {
        Id = broker.Id,
        Queue = broker.Queue,
        FlowId = broker.CorrelationId,
        Subject = broker.Subject,
        OrderingKey = broker.GroupId,
        Step = Text(find(properties, MessageNames.Step)),
        Attempt = Number(find(properties, MessageNames.Attempt)),
        Deferral = Number(find(properties, MessageNames.Deferral)),
        FirstArrivedAt = Time(find(properties, MessageNames.FirstArrived)),
        HandBacks = Number(find(properties, MessageNames.HandBacks)),
        Deliveries = Number(find(properties, MessageNames.Deliveries)),
        HasStart = find(properties, MessageNames.Started) is true,
        TraceParent = find(properties, MessageNames.TraceParent) as string,
        Body = body,
    };

    public static string Text(object? value) => value as string ?? value?.ToString() ?? "";

    private static DateTimeOffset? Time(object? value) =>
        value is DateTime time ? new DateTimeOffset(DateTime.SpecifyKind(time, DateTimeKind.Utc)) : null;

    private static int Number(object? value) => value switch
    {
        int number => number,
        long number and >= 0 and <= int.MaxValue => (int)number,
        uint number and <= int.MaxValue => (int)number,
        byte number => number,
        short number => number,
        ushort number => number,
        sbyte number => number,
        _ => 0,
    };
}
