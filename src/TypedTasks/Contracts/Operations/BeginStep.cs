namespace TypedTasks.Contracts;

/// <summary>
/// Says that a step of a flow with compensations starts to run. Yields false, and records nothing, when its scope is
/// cancelled or the flow no longer runs: then it must not start.
/// </summary>
/// <param name="key">The flow.</param>
/// <param name="path">The path of the step.</param>
public sealed class BeginStep(FlowKey key, string path) : StoreOperation<bool>
{
    /// <summary>The flow.</summary>
    public FlowKey Key { get; } = key;

    /// <summary>The path of the step.</summary>
    public string Path { get; } = path;
}
