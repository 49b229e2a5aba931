namespace TypedTasks.Emulator.Entities;

/// <summary>
/// The transactions that hold something, in the order in which their time ends. One that has ended is let go of at once: what it
/// sent and settled is not kept until its time would have been over.
/// </summary>
internal sealed class OpenTransactions(Broker broker) : ITimed
{
    private const long LifetimeMilliseconds = 120_000;
    private readonly LinkedList<(Transaction Transaction, long Due)> open = [];

    public long NotedDue { get; set; } = long.MaxValue;

    public void Add(Transaction transaction)
    {
        var due = broker.Now + LifetimeMilliseconds;
        transaction.Place = open.AddLast((transaction, due));
        broker.Schedule(this, due);
    }

    public void Remove(Transaction transaction)
    {
        if (transaction.Place is { } place)
            open.Remove(place);
        transaction.Place = null;
    }

    public void OnDue(long now)
    {
        while (open.First is { } first && first.Value.Due <= now)
            first.Value.Transaction.Expire();
        if (open.First is { } next)
            broker.Schedule(this, next.Value.Due);
    }
}
