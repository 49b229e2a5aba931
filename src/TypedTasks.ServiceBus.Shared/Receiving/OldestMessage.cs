namespace TypedTasks.ServiceBus.Receiving;

/// <summary>Tells since when the oldest message lies in a queue, locked ones included, scheduled ones not.</summary>
internal sealed class OldestMessage(IMessagePeek peek)
{
    // Scheduled messages lie among the others, and many of them may come before.
    private const int MostPages = 10;
    private const int PageSize = 100;

    /// <summary>Null: none lies there. The first of all times: it cannot be told.</summary>
    public async ValueTask<DateTimeOffset?> PeekAsync(string queue, CancellationToken cancellationToken)
    {
        var from = 0L;
        for (var page = 0; page < MostPages; page++)
        {
            var (messages, next) = await peek.PageAsync(queue, from, page == 0 ? 1 : PageSize, queue, "Looking for old messages", cancellationToken).ConfigureAwait(false);
            if (messages.Count == 0)
                return null;
            if (messages.Where(static m => !m.IsScheduled).Min(static m => m.EnqueuedAt ?? (DateTimeOffset?)DateTimeOffset.MinValue) is { } oldest)
                return oldest;
            if (next == from)
                break;
            from = next;
        }

        return DateTimeOffset.MinValue;
    }
}
