using TypedTasks.Generated;

namespace TypedTasks.Hosting.Shared;

/// <summary>The catalog as pages read it.</summary>
internal sealed class TaskDirectory(TaskCatalog catalog) : ITaskDirectory
{
    public IReadOnlyList<KnownTask> Tasks => catalog.Known;

    public KnownTask? Find(string name) => catalog.Find(name) is { } task ? catalog.Known.FirstOrDefault(k => k.Wanted == task) : null;
}
