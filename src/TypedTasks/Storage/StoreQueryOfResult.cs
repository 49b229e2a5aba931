namespace TypedTasks.Storage;

/// <summary>
/// A question about many flows, which a store answers from its indexes without locks. What it yields are candidates: whoever acts on one does so
/// by an operation, which looks again.
/// </summary>
/// <typeparam name="TResult">What it yields.</typeparam>
public abstract record StoreQuery<TResult>
{
    private protected StoreQuery()
    {
    }
}
