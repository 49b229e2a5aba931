namespace TypedTasks.Storage;

/// <summary>Lists all workers, by id in order (ordinal).</summary>
public sealed record ListWorkers : StoreQuery<WorkerList>;
