using TypedTasks.Storage;

namespace TypedTasks.Testing;

/// <summary>What the store checks need: an open, empty store of its own for each check, and time that passes for it.</summary>
public abstract class StoreContractHost : IAsyncDisposable
{
    /// <summary>The store under test, open and empty.</summary>
    public abstract ITaskStore Store { get; }

    /// <summary>
    /// Lets time pass on the clock by which the store decides. The checks let days pass: a store that goes by a clock of its own needs a switch for
    /// tests that moves it.
    /// </summary>
    /// <param name="duration">How much, more than zero.</param>
    public abstract ValueTask PassAsync(TimeSpan duration);

    /// <inheritdoc/>
    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}
