namespace TypedTasks;

/// <summary>A worker, as it was when it reported last. All times are those of the store's clock.</summary>
/// <param name="Id">What it is called by controls: another one each time a process starts.</param>
/// <param name="Name">What it is called for people (<c>WorkerOptions.Name</c>).</param>
/// <param name="State">Where it stands.</param>
/// <param name="Machine">The name of its machine.</param>
/// <param name="ProcessId">The id of its process there.</param>
/// <param name="Version">The version of the application; empty where it has none.</param>
/// <param name="StartedAt">When it reported first.</param>
/// <param name="LastSeen">When it reported last.</param>
/// <param name="Queues">The queues that it takes, by name.</param>
/// <param name="Running">What it runs, the longest first; 100 steps at most.</param>
/// <param name="RunningCount">How many steps it runs.</param>
public sealed record WorkerStatus(
    string Id,
    string Name,
    WorkerState State,
    string Machine,
    int ProcessId,
    string Version,
    DateTimeOffset StartedAt,
    DateTimeOffset LastSeen,
    IReadOnlyList<WorkerQueue> Queues,
    IReadOnlyList<WorkerStep> Running,
    int RunningCount);
