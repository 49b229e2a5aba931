using TypedTasks.Storage;

namespace TypedTasks.Stores.Tests;

/// <summary>A store under comparison: open, empty, and on a clock that it shares with the others.</summary>
internal abstract class Subject : IAsyncDisposable
{
    public abstract string Name { get; }

    public abstract ITaskStore Store { get; }

    public abstract ValueTask DisposeAsync();
}
