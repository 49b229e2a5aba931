using TypedTasks.Storage;
using TypedTasks.Testing;

namespace TypedTasks.Stores.Tests;

internal sealed class MemorySubject(TimeProvider time) : Subject
{
    public override string Name => "memory";

    public override ITaskStore Store { get; } = new InMemoryTaskStore(time);

    public override ValueTask DisposeAsync() => Store.DisposeAsync();
}
