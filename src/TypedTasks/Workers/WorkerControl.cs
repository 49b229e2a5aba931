namespace TypedTasks;

/// <summary>What was said last of a queue, a worker or a task. One of a queue or a task holds until something else is said, also when workers start anew; one of a worker ends with it.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Target">The queue (<see cref="ControlKind.Pause"/>, <see cref="ControlKind.Slots"/>), the task (<see cref="ControlKind.Limits"/>), or the id of the worker (<see cref="ControlKind.Drain"/>).</param>
/// <param name="Worker">The id of the only worker that follows it; null for all.</param>
/// <param name="Actor">Who said it.</param>
/// <param name="Reason">Why.</param>
/// <param name="At">When, by the clock of the store.</param>
public sealed record WorkerControl(ControlKind Kind, string Target, string? Worker, string Actor, string Reason, DateTimeOffset At)
{
    /// <summary>Whether the queue is paused or the worker drained; false once that is over, and of other kinds.</summary>
    public bool IsOn { get; init; }

    /// <summary>How many slots; null where the configuration says it, and of other kinds.</summary>
    public int? Slots { get; init; }

    /// <summary>How often the task may start; null where the task says it, and of other kinds.</summary>
    public RateLimit? Rate { get; init; }

    /// <summary>How many runs of the task may be under way; null where the task says it, and of other kinds.</summary>
    public int? MaxConcurrency { get; init; }
}
