using Amqp;
using Amqp.Framing;
using Amqp.Types;
using TypedTasks.Amqp.Links;
using TypedTasks.Amqp.Sending;
using TypedTasks.Amqp.Wire;

namespace TypedTasks.Amqp.Receiving;

/// <summary>Reads messages of a queue or sub-queue without locking them, locked and scheduled ones included (Service Bus "Message browsing").</summary>
internal sealed class MessagePeek(BrokerContext context, SharedConnection connection)
{
    /// <summary>A page of messages in order of sequence number, and the number to go on from.</summary>
    public async ValueTask<(IReadOnlyList<Message> Messages, long Next)> PageAsync(
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
        return (messages, from);
    }
}
