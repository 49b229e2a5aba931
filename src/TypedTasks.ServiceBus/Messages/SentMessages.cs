using Azure.Messaging.ServiceBus;
using TypedTasks.ServiceBus.Wire;
using TypedTasks.Transport;

namespace TypedTasks.ServiceBus.Messages;

/// <summary>Writes messages as docs/wire.md says.</summary>
internal static class SentMessages
{
    public static ServiceBusMessage Write(TaskMessage message)
    {
        var result = new ServiceBusMessage(message.Body)
        {
            MessageId = message.Id,
            CorrelationId = message.FlowId,
            Subject = message.Subject,
            ContentType = MessageProperties.ContentType(message),
        };
        if (message.OrderingKey is { } key)
            result.SessionId = key;
        if (message.NotBefore is { } time)
            result.ScheduledEnqueueTime = time;
        MessageProperties.Write(message, result.ApplicationProperties, static (properties, name, value) => properties[name] = value);
        return result;
    }
}
