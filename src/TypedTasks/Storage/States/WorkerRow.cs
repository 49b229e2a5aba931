namespace TypedTasks.Storage;

/// <summary>A worker as stores keep it, as <see cref="WorkerJson"/> writes it, by its id.</summary>
public sealed record WorkerRow
{
    /// <summary>What tells it from every other start of a process.</summary>
    public required string Id { get; init; }

    /// <summary>What it is called for people.</summary>
    public required string Name { get; init; }

    /// <summary>The name of its machine.</summary>
    public required string Machine { get; init; }

    /// <summary>The id of its process there.</summary>
    public required int ProcessId { get; init; }

    /// <summary>The version of the application.</summary>
    public required string Version { get; init; }

    /// <summary>When it reported first.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it reported last.</summary>
    public required DateTimeOffset LastSeen { get; init; }

    /// <summary>Until when it counts as alive if it does not report again.</summary>
    public required DateTimeOffset Until { get; init; }

    /// <summary>Whether it takes nothing new.</summary>
    public bool IsDraining { get; init; }

    /// <summary>Whether it runs nothing any more, besides.</summary>
    public bool IsDrained { get; init; }

    /// <summary>The queues that it takes.</summary>
    public required IReadOnlyList<WorkerQueue> Queues { get; init; }

    /// <summary>What it runs.</summary>
    public required IReadOnlyList<WorkerStep> Running { get; init; }

    /// <summary>How many steps it runs; more than <see cref="Running"/> tells where there are many.</summary>
    public required int RunningCount { get; init; }

    /// <summary>The worker as people see it.</summary>
    /// <param name="now">The store's time.</param>
    public WorkerStatus ToStatus(DateTimeOffset now) => new(
        Id, Name, StateAt(now), Machine, ProcessId, Version, StartedAt, LastSeen, Queues, Running, RunningCount);

    private WorkerState StateAt(DateTimeOffset now) =>
        Until <= now ? WorkerState.Gone : IsDrained ? WorkerState.Drained : IsDraining ? WorkerState.Draining : WorkerState.Running;
}
