using TypedTasks.Storage;
using TypedTasks.Storage.Decisions;

namespace TypedTasks.Testing;

/// <summary>A store that lives in the process, with the same semantics as every other one.</summary>
public sealed class InMemoryTaskStore : ITaskStore
{
    private readonly Lock gate = new();
    private readonly TimeProvider time;
    private readonly UndoLog undo = new();
    private readonly InMemoryTables tables;
    private readonly InMemoryState state;
    private readonly InMemoryWriter writer;
    private readonly InMemoryQueries queries;

    /// <summary>Creates an empty store.</summary>
    /// <param name="time">The clock that decides; the system's by default.</param>
    public InMemoryTaskStore(TimeProvider? time = null)
    {
        this.time = time ?? TimeProvider.System;
        tables = new(undo);
        state = new(tables);
        writer = new(tables);
        queries = new(tables, state);
    }

    /// <inheritdoc/>
    public string? Identity { get; } = Guid.NewGuid().ToString("N");

    /// <summary>What goes wrong on purpose.</summary>
    public StoreFaults Faults { get; } = new();

    /// <summary>How many messages are unsent: due, and not known to have reached the broker, or waiting for their turn.</summary>
    public int UnsentCount
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
    public ValueTask<TResult> QueryAsync<TResult>(StoreQuery<TResult> query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (cancellationToken.IsCancellationRequested)
            return ValueTask.FromCanceled<TResult>(cancellationToken);
        if (Faults.Take([]) is not null)
            return ValueTask.FromException<TResult>(new StoreException("The store could not be reached."));
        lock (gate)
            return new((TResult)queries.Answer(query, time.GetUtcNow()));
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private void Execute(IReadOnlyList<StoreOperation> operations)
    {
        var now = time.GetUtcNow();
        writer.Now = now;
        try
        {
            for (var i = 0; i < operations.Count; i++)
            {
                var changes = StoreDecisions.Decide(operations[i], state, now);
                for (var c = 0; c < changes.Count; c++)
                    writer.Apply(changes[c]);
            }

            undo.Commit();
        }
        catch
        {
            undo.RollBack();
            throw;
        }
    }
}
