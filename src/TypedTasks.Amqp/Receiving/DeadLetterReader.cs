using TypedTasks.Amqp.Wire;
using TypedTasks.ServiceBus.Receiving;
using TypedTasks.ServiceBus.Wire;
using TypedTasks.Transport;

namespace TypedTasks.Amqp.Receiving;

/// <summary>Peeks a queue's dead-letter queue and its transfer dead-letter queue.</summary>
internal sealed class DeadLetterReader(MessagePeek peek)
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
    private async ValueTask<long> PeekAsync(
        string queue, string subQueue, long from, List<DeadLetter> letters, CancellationToken cancellationToken)
    {
        var (messages, next) = await peek.PageAsync(queue + subQueue, from, PageSize, queue, "Reading dead letters", cancellationToken).ConfigureAwait(false);
        foreach (var message in messages)
        {
            letters.Add(new(
                MessageReader.Read(message, queue),
                MessageReader.ApplicationText(message, MessageNames.DeadLetterReason),
                MessageReader.ApplicationText(message, MessageNames.DeadLetterDescription),
                InTransfer: subQueue == SubQueue.Transfer));
        }

        return next;
    }
}
