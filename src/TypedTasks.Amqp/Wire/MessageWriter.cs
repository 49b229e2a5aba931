using Amqp;
using Amqp.Framing;
using TypedTasks.ServiceBus.Wire;
using TypedTasks.Transport;

namespace TypedTasks.Amqp.Wire;

/// <summary>Writes messages as docs/wire.md says.</summary>
internal static class MessageWriter
{
    private const uint BatchFormat = 0x80013700;

    // Boxed once: every message has both.
    private static readonly object CurrentVersion = MessageNames.CurrentVersion;
    private static readonly object FirstAttempt = 0;

    public static Message Write(TaskMessage message)
    {
        var application = new ApplicationProperties();
        application.Map[MessageNames.Step] = message.Step;
        application.Map[MessageNames.Attempt] = message.Attempt == 0 ? FirstAttempt : message.Attempt;
        application.Map[MessageNames.Version] = CurrentVersion;
        if (message.Deferral > 0)
            application.Map[MessageNames.Deferral] = message.Deferral;
        if (message.FirstArrivedAt is { } first)
            application.Map[MessageNames.FirstArrived] = first.UtcDateTime;
        if (message.HandBacks > 0)
            application.Map[MessageNames.HandBacks] = message.HandBacks;
        if (message.Deliveries > 0)
            application.Map[MessageNames.Deliveries] = message.Deliveries;
        if (message.HasStart)
            application.Map[MessageNames.Started] = true;
        if (message.TraceParent is { } trace)
            application.Map[MessageNames.TraceParent] = trace;
        var result = new Message
        {
            Properties = new()
            {
                MessageId = message.Id,
                CorrelationId = message.FlowId,
                Subject = message.Subject,
                ContentType = message.Body.Span is [(byte)'!', ..] ? MessageNames.Protected : MessageNames.Json,
                GroupId = message.OrderingKey,
            },
            ApplicationProperties = application,
            BodySection = WriteBody(message.Body),
        };
        if (message.NotBefore is { } time)
        {
            result.MessageAnnotations = new();
            result.MessageAnnotations.Map[AnnotationNames.ScheduledEnqueueTime] = time.UtcDateTime;
        }

        return result;
    }

    /// <summary>Puts encoded messages into one transfer.</summary>
    public static Message WriteBatch(ReadOnlySpan<TaskMessage> messages, ReadOnlySpan<ByteBuffer> encoded)
    {
        var list = new DataList();
        foreach (var buffer in encoded)
            list.Add(new() { Buffer = buffer });
        return new()
        {
            Format = BatchFormat,
            Properties = new() { MessageId = messages[0].Id, GroupId = messages[0].OrderingKey },
            BodySection = list,
        };
    }

    private static Data WriteBody(ReadOnlyMemory<byte> body)
    {
        return System.Runtime.InteropServices.MemoryMarshal.TryGetArray(body, out var segment)
            ? new() { Buffer = new(segment.Array!, segment.Offset, segment.Count, segment.Count) }
            : new() { Binary = body.ToArray() };
    }
}
