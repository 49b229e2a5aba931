using Amqp;
using Amqp.Framing;
using TypedTasks.ServiceBus.Wire;
using TypedTasks.Transport;

namespace TypedTasks.Amqp.Wire;

/// <summary>Writes messages as docs/wire.md says.</summary>
internal static class MessageWriter
{
    private const uint BatchFormat = 0x80013700;

    public static Message Write(TaskMessage message)
    {
        var application = new ApplicationProperties();
        MessageProperties.Write(message, application.Map, static (map, name, value) => map[name] = value);
        var result = new Message
        {
            Properties = new()
            {
                MessageId = message.Id,
                CorrelationId = message.FlowId,
                Subject = message.Subject,
                ContentType = MessageProperties.ContentType(message),
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
