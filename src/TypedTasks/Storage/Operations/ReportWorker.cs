namespace TypedTasks.Storage;

/// <summary>Says that a worker is alive, and what it does.</summary>
/// <param name="Id">What tells it from every other start of a process.</param>
/// <param name="Name">What it is called for people.</param>
/// <param name="Machine">The name of its machine.</param>
/// <param name="ProcessId">The id of its process there.</param>
/// <param name="Version">The version of the application.</param>
/// <param name="Lease">For how long it counts as alive if it does not report again.</param>
/// <param name="Queues">The queues that it takes.</param>
/// <param name="Running">What it runs, or the first of it.</param>
/// <param name="RunningCount">How many steps it runs.</param>
public sealed record ReportWorker(
    string Id,
    string Name,
    string Machine,
    int ProcessId,
    string Version,
    TimeSpan Lease,
    IReadOnlyList<WorkerQueue> Queues,
    IReadOnlyList<ReportedStep> Running,
    int RunningCount) : StoreOperation
{
    /// <summary>Whether it takes nothing new.</summary>
    public bool IsDraining { get; init; }

    /// <summary>Whether it runs nothing any more, besides.</summary>
    public bool IsDrained { get; init; }

    /// <inheritdoc/>
    public override StoreLock Lock => StoreLock.Worker(Id);
}
