namespace TypedTasks.Storage;

/// <summary>The workers that are kept.</summary>
/// <param name="Now">The store's time: it says who is gone.</param>
/// <param name="Workers">The workers.</param>
public sealed record WorkerList(DateTimeOffset Now, IReadOnlyList<WorkerRow> Workers);
