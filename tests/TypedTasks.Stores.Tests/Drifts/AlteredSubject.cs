using TypedTasks.Storage;

namespace TypedTasks.Stores.Tests;

/// <summary>A store behind one that alters what it is asked.</summary>
internal sealed class AlteredSubject(Subject inner, Func<ITaskStore, ITaskStore> alter) : Subject
{
    public override string Name => $"altered {inner.Name}";

    public override ITaskStore Store { get; } = alter(inner.Store);

    public override ValueTask DisposeAsync() => inner.DisposeAsync();
}
