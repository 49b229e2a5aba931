using System.Text;
using Amqp;
using Amqp.Framing;
using TypedTasks.ServiceBus.Wire;
using TypedTasks.Transport;

namespace TypedTasks.Amqp.Wire;

/// <summary>Reads messages of any producer: what is missing or of another type becomes empty, and nothing throws.</summary>
internal static class MessageReader
{
    public static TaskMessage Read(Message message, string queue)
    {
        var properties = message.Properties;
        var application = message.ApplicationProperties?.Map;
        return new()
        {
            Id = Text(properties?.GetMessageId()),
            Queue = queue,
            FlowId = Text(properties?.GetCorrelationId()),
            Subject = properties?.Subject ?? "",
            Step = Text(application?[MessageNames.Step]),
            Attempt = Number(application?[MessageNames.Attempt]),
            Deferral = Number(application?[MessageNames.Deferral]),
            FirstArrivedAt = Time(application?[MessageNames.FirstArrived]),
            HandBacks = Number(application?[MessageNames.HandBacks]),
            Deliveries = Number(application?[MessageNames.Deliveries]),
            HasStart = application?[MessageNames.Started] is true,
            OrderingKey = properties?.GroupId,
            TraceParent = application?[MessageNames.TraceParent] as string,
            Body = TryBody(message.BodySection),
        };
    }

    public static string? ApplicationText(Message message, string name) => message.ApplicationProperties?.Map[name] as string;

    public static T? Annotation<T>(Message message, global::Amqp.Types.Symbol name) where T : struct =>
        message.MessageAnnotations?.Map[name] is T value ? value : null;

    // x-opt-message-state, as the official clients read it: 0 active, 1 deferred, 2 scheduled.
    public static bool IsScheduled(Message message) => Annotation<int>(message, AnnotationNames.State) == 2;

    private static string Text(object? value) => value as string ?? value?.ToString() ?? "";

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

    // A value is decoded only when it is looked at, and may turn out to be broken.
    private static ReadOnlyMemory<byte> TryBody(object? section)
    {
        try
        {
            return Body(section);
        }
        catch (Exception e) when (e is AmqpException or InvalidOperationException or ArgumentException)
        {
            return default;
        }
    }

    private static ReadOnlyMemory<byte> Body(object? section) => section switch
    {
        Data { Buffer: { } buffer } => new(buffer.Buffer, buffer.Offset, buffer.Length),
        Data { Binary: { } binary } => binary.AsMemory(),
        DataList list => Join(list).AsMemory(),
        AmqpValue { Value: string text } => Encoding.UTF8.GetBytes(text),
        AmqpValue { Value: byte[] binary } => binary.AsMemory(),
        _ => default,
    };

    private static byte[] Join(DataList list)
    {
        var joined = new List<byte>();
        for (var i = 0; i < list.Count; i++)
            joined.AddRange(list[i].Binary ?? []);
        return [.. joined];
    }
}
