using Amqp;
using Amqp.Framing;
using Amqp.Types;
using TypedTasks.Amqp.Links;
using TypedTasks.Amqp.Sending;
using TypedTasks.Amqp.Wire;
using TypedTasks.ServiceBus.Receiving;
using TypedTasks.ServiceBus.Wire;

namespace TypedTasks.Amqp.Receiving;

/// <summary>Looks at messages by the management node of their queue.</summary>
internal sealed class MessagePeek(BrokerContext context, SharedConnection connection) : IMessagePeek
{
    public async ValueTask<(IReadOnlyList<PeekedMessage> Messages, long Next)> PageAsync(
        string address, long from, int count, string queue, string action, CancellationToken cancellationToken)
    {
        var channel = await connection.GetChannelAsync(address + "/$management", cancellationToken).ConfigureAwait(false);
        var request = new Message
        {
            ApplicationProperties = new(),
            BodySection = new AmqpValue
            {
                Value = new Map { ["from-sequence-number"] = from, ["message-count"] = count },
            },
        };
        request.ApplicationProperties["operation"] = "com.microsoft:peek-message";
        var response = await channel.RequestAsync(request, cancellationToken).ConfigureAwait(false);
        if (response.Status == 204)
            return ([], from);
        if (response.Status != 200)
            throw context.Failure.Of(response.ToError(), action, queue);
        Message[] messages = [.. response.Peeked()];
        foreach (var message in messages)
            from = Math.Max(from, MessageReader.Annotation<long>(message, AnnotationNames.SequenceNumber) + 1 ?? from);
        return ([.. messages.Select(m => Peeked(m, queue))], from);
    }

    private static PeekedMessage Peeked(Message message, string queue) => new(
        MessageReader.Read(message, queue),
        MessageReader.IsScheduled(message),
        MessageReader.Annotation<DateTime>(message, AnnotationNames.EnqueuedTime) is { } at ? new DateTimeOffset(at, TimeSpan.Zero) : null,
        MessageReader.ApplicationText(message, MessageNames.DeadLetterReason),
        MessageReader.ApplicationText(message, MessageNames.DeadLetterDescription));
}
