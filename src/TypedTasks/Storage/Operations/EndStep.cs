using TypedTasks.Transport;

namespace TypedTasks.Storage;

/// <summary>
/// Says that a step of a flow with compensations no longer runs; repeating it changes nothing, and neither does the
/// end of a run while a later one goes on. When it was the last one of a
/// flow that is compensating, the message that starts the compensations becomes owed. Yields that message while it is owed.
/// </summary>
/// <param name="key">The flow.</param>
/// <param name="path">The path of the step.</param>
/// <param name="run">Which run of the step: a later delivery or attempt has a higher number.</param>
/// <param name="at">Now.</param>
public sealed class EndStep(FlowKey key, string path, long run, DateTimeOffset at) : StoreOperation<TaskMessage?>
{
    /// <summary>The flow.</summary>
    public FlowKey Key { get; } = key;

    /// <summary>The path of the step.</summary>
    public string Path { get; } = path;

    /// <summary>Which run of the step: a later delivery or attempt has a higher number.</summary>
    public long Run { get; } = run;

    /// <summary>Now.</summary>
    public DateTimeOffset At { get; } = at;
}
