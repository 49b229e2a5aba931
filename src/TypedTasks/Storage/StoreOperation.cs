namespace TypedTasks.Storage;

/// <summary>One thing to do in a store's transaction; see the derived classes.</summary>
public abstract class StoreOperation
{
    private protected StoreOperation()
    {
    }
}
