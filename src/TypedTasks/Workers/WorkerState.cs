namespace TypedTasks;

/// <summary>Where a worker stands.</summary>
public enum WorkerState
{
    /// <summary>It runs.</summary>
    Running = 0,

    /// <summary>It takes nothing new, and has not ended all that it ran.</summary>
    Draining = 1,

    /// <summary>It takes nothing new, and runs nothing any more.</summary>
    Drained = 2,

    /// <summary>It was not heard of for longer than its lease: it was killed, or does not reach the store.</summary>
    Gone = 3,
}
