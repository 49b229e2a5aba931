namespace TypedTasks.Storage;

/// <summary>One thing to do in a store's transaction; see the derived classes. No operation carries a time that decides: the store reads its own clock.</summary>
public abstract record StoreOperation
{
    private protected StoreOperation()
    {
    }

    /// <summary>What it concerns: a store that runs several transactions at once locks it before it reads.</summary>
    public abstract StoreLock Lock { get; }

    /// <summary>Whether it only reads.</summary>
    public virtual bool IsRead => false;

    /// <summary>The flow for a message of which it writes; null for an operation that reads, or that no message asks for.</summary>
    public virtual FlowKey? Writes => null;

    /// <summary>Whether nothing was recorded because the flow was accepted under another seal than that of <see cref="Writes"/>. Set by the store.</summary>
    public bool IsRefused { get; set; }
}
