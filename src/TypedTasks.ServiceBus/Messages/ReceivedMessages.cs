using System.Text;
using Azure.Messaging.ServiceBus;
using TypedTasks.ServiceBus.Wire;
using TypedTasks.Transport;

namespace TypedTasks.ServiceBus.Messages;

/// <summary>Reads messages of any producer.</summary>
internal static class ReceivedMessages
{
    public static TaskMessage Read(ServiceBusReceivedMessage message, string queue)
    {
        var broker = new BrokerProperties(queue, message.MessageId ?? "", message.CorrelationId ?? "", message.Subject ?? "", message.SessionId);
        return MessageProperties.Read(
            broker, message.ApplicationProperties, static (properties, name) => properties.TryGetValue(name, out var value) ? value : null, Body(message));
    }

    public static string? ApplicationText(ServiceBusReceivedMessage message, string name) =>
        message.ApplicationProperties.TryGetValue(name, out var value) ? value as string : null;

    private static ReadOnlyMemory<byte> Body(ServiceBusReceivedMessage message)
    {
        var body = message.GetRawAmqpMessage().Body;
        if (body.TryGetData(out var sections))
            return Join(sections);
        return body.TryGetValue(out var value)
            ? value switch
            {
                string text => Encoding.UTF8.GetBytes(text),
                byte[] binary => binary,
                _ => default(ReadOnlyMemory<byte>),
            }
            : default;
    }

    private static ReadOnlyMemory<byte> Join(IEnumerable<ReadOnlyMemory<byte>>? sections)
    {
        ReadOnlyMemory<byte>[] parts = [.. sections ?? []];
        if (parts.Length < 2)
            return parts.Length == 0 ? default : parts[0];
        var joined = new List<byte>();
        foreach (var part in parts)
            joined.AddRange(part.Span);
        return joined.ToArray();
    }
}
