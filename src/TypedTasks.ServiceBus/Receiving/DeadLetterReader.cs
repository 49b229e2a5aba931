using Amqp;
using Amqp.Framing;
using Amqp.Types;
using TypedTasks.ServiceBus.Links;
using TypedTasks.ServiceBus.Sending;
using TypedTasks.ServiceBus.Wire;
using TypedTasks.Transport;

namespace TypedTasks.ServiceBus.Receiving;

/// <summary>Peeks a queue's dead-letter queue and its transfer dead-letter queue.</summary>
internal sealed class DeadLetterReader(BrokerContext context, SharedConnection connection)
{
    private const int PageSize = 100;

    public async ValueTask<DeadLetterPage> PeekAsync(string queue, string? cursor, CancellationToken cancellationToken)
    {
        var (dead, transfer) = DeadLetterCursor.Parse(cursor);
        var letters = new List<DeadLetter>();
        dead = await PeekAsync(queue, SubQueue.DeadLetter, dead, letters, cancellationToken).ConfigureAwait(false);
        transfer = await PeekAsync(queue, SubQueue.Transfer, transfer, letters, cancellationToken).ConfigureAwait(false);
        return new(letters, new DeadLetterCursor(dead, transfer).ToString());
    }

    // Returns the sequence number to go on from.
    private async Task<long> PeekAsync(
        string queue, string subQueue, long from, List<DeadLetter> letters, CancellationToken cancellationToken)
    {
        var channel = await connection.GetChannelAsync(queue + subQueue + "/$management", cancellationToken).ConfigureAwait(false);
        var request = new Message
        {
            ApplicationProperties = new(),
            BodySection = new AmqpValue
            {
                Value = new Map { ["from-sequence-number"] = from, ["message-count"] = PageSize },
            },
        };
        request.ApplicationProperties["operation"] = "com.microsoft:peek-message";
        var response = await channel.RequestAsync(request, cancellationToken).ConfigureAwait(false);
        if (response.Status == 204)
            return from;
        if (response.Status != 200)
            throw context.Failure.Of(response.ToError(), "Reading dead letters", queue);
        foreach (var entry in response.Body?["messages"] as System.Collections.IEnumerable ?? Array.Empty<object>())
        {
            if (entry is not Map map || map["message"] is not byte[] encoded)
                continue;
            var message = Message.Decode(new(encoded, 0, encoded.Length, encoded.Length));
            letters.Add(new(
                MessageReader.Read(message, queue),
                MessageReader.ApplicationText(message, MessageNames.DeadLetterReason),
                MessageReader.ApplicationText(message, MessageNames.DeadLetterDescription),
                InTransfer: subQueue == SubQueue.Transfer));
            from = Math.Max(from, MessageReader.Annotation<long>(message, MessageNames.SequenceNumber) + 1 ?? from);
        }

        return from;
    }
}
