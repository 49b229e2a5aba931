using TypedTasks.Storage;

namespace TypedTasks.Testing;

/// <summary>A store that lives in the process, with the same semantics as every other one.</summary>
public sealed class InMemoryTaskStore : ITaskStore
{
    private readonly Lock gate = new();
    private readonly Journal journal = new();
    private readonly InMemoryTables tables;
    private readonly OperationRunner runner;

    /// <summary>Creates an empty store.</summary>
    public InMemoryTaskStore()
    {
        tables = new(journal);
        runner = new(tables);
    }

    /// <summary>What goes wrong on purpose.</summary>
    public StoreFaults Faults { get; } = new();

    /// <summary>How many messages are owed.</summary>
    public int OwedCount
    {
        get
        {
            lock (gate)
                return tables.Owed.Rows.Count;
        }
    }

    /// <inheritdoc/>
    public ValueTask OpenAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public ValueTask ExecuteAsync(IReadOnlyList<StoreOperation> operations, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(operations);
        if (cancellationToken.IsCancellationRequested)
            return ValueTask.FromCanceled(cancellationToken);
        var fault = Faults.Take(operations);
        if (fault == StoreFault.FailsBeforeCommit)
            return ValueTask.FromException(new StoreException("The store could not be reached; nothing was recorded."));
        lock (gate)
            Execute(operations);
        return fault == StoreFault.FailsAfterCommit
            ? ValueTask.FromException(new StoreException("The store did not answer; whether it has recorded is not known."))
            : ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private void Execute(IReadOnlyList<StoreOperation> operations)
    {
        try
        {
            for (var i = 0; i < operations.Count; i++)
                runner.Run(operations[i]);
            journal.Commit();
        }
        catch
        {
            journal.RollBack();
            throw;
        }
    }
}
