namespace TypedTasks.Storage;

/// <summary>
/// Says that a step of a flow with compensations starts to run. Yields false, and records nothing, when its scope is
/// cancelled or the flow no longer runs: then it must not start. A run that is older than one that has begun or ended
/// records nothing: its worker has lost the message to that one.
/// </summary>
/// <param name="key">The flow.</param>
/// <param name="path">The path of the step.</param>
/// <param name="run">Which run of the step: a later delivery or attempt has a higher number.</param>
public sealed class BeginStep(FlowKey key, string path, long run) : StoreOperation<bool>
{
    /// <summary>The flow.</summary>
    public FlowKey Key { get; } = key;

    /// <summary>The path of the step.</summary>
    public string Path { get; } = path;

    /// <summary>Which run of the step: a later delivery or attempt has a higher number.</summary>
    public long Run { get; } = run;
}
