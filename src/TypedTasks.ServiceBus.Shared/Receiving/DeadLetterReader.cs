using TypedTasks.ServiceBus.Wire;
using TypedTasks.Transport;

namespace TypedTasks.ServiceBus.Receiving;

/// <summary>Peeks a queue's dead-letter queue and its transfer dead-letter queue.</summary>
internal sealed class DeadLetterReader(IMessagePeek peek)
{
    private const int PageSize = 100;

    public async ValueTask<DeadLetterPage> PeekAsync(string queue, string? cursor, CancellationToken cancellationToken)
    {
        var (dead, transfer) = DeadLetterCursor.Parse(cursor);
        var letters = new List<DeadLetter>();
        dead = await PeekAsync(queue, SubQueues.DeadLetter, dead, letters, cancellationToken).ConfigureAwait(false);
        transfer = await PeekAsync(queue, SubQueues.Transfer, transfer, letters, cancellationToken).ConfigureAwait(false);
        return new(letters, new DeadLetterCursor(dead, transfer).ToString());
    }

    // Returns the sequence number to go on from.
    private async ValueTask<long> PeekAsync(
        string queue, string subQueue, long from, List<DeadLetter> letters, CancellationToken cancellationToken)
    {
        var (messages, next) = await peek.PageAsync(queue + subQueue, from, PageSize, queue, "Reading dead letters", cancellationToken).ConfigureAwait(false);
        foreach (var message in messages)
        {
            letters.Add(new(message.Message, message.Reason, message.Description, InTransfer: subQueue == SubQueues.Transfer));
        }

        return next;
    }
}
