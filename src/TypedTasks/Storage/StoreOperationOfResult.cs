namespace TypedTasks.Storage;

/// <summary>An operation that yields what is recorded.</summary>
/// <typeparam name="TResult">What it yields.</typeparam>
public abstract record StoreOperation<TResult> : StoreOperation
{
    private protected StoreOperation()
    {
    }

    /// <summary>What is recorded; set by the store, valid once the transaction has committed.</summary>
    public TResult Result { get; set; } = default!;
}
