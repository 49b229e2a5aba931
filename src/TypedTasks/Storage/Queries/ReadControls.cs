namespace TypedTasks.Storage;

/// <summary>Reads the controls that are kept, by what they are kept by in order (ordinal).</summary>
/// <param name="Worker">Passes over those that concern another worker alone; null for all of them.</param>
public sealed record ReadControls(string? Worker) : StoreQuery<IReadOnlyList<WorkerControl>>;
