namespace TypedTasks.Storage;

/// <summary>One thing to do in a store's transaction; see the derived classes. No operation carries a time that decides: the store reads its own clock.</summary>
public abstract record StoreOperation
{
    private protected StoreOperation()
    {
    }
}
