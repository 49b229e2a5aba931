namespace TypedTasks.Generated;

/// <summary>The tasks that this process knows, for pages that show them.</summary>
internal interface ITaskDirectory
{
    /// <summary>The tasks, by name.</summary>
    IReadOnlyList<KnownTask> Tasks { get; }

    /// <summary>A task by the name that it has or by one that it had; null where this process does not know it.</summary>
    KnownTask? Find(string name);
}
