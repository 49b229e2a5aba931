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
        var broker = new BrokerProperties(
            queue,
            MessageProperties.Text(properties?.GetMessageId()),
            MessageProperties.Text(properties?.GetCorrelationId()),
            properties?.Subject ?? "",
            properties?.GroupId);
        return MessageProperties.Read(broker, message.ApplicationProperties?.Map, static (map, name) => map?[name], TryBody(message.BodySection));
    }

    public static string? ApplicationText(Message message, string name) => message.ApplicationProperties?.Map[name] as string;

    public static T? Annotation<T>(Message message, global::Amqp.Types.Symbol name) where T : struct =>
        message.MessageAnnotations?.Map[name] is T value ? value : null;

    // x-opt-message-state, as the official clients read it: 0 active, 1 deferred, 2 scheduled.
    public static bool IsScheduled(Message message) => Annotation<int>(message, AnnotationNames.State) == 2;

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
