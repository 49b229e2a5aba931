namespace TypedTasks.Storage;

/// <summary>Counts a flow's steps by task and state, as far as their history is known.</summary>
/// <param name="key">The flow.</param>
public sealed class CountSteps(FlowKey key) : StoreOperation<IReadOnlyList<StepCount>>
{
    /// <summary>The flow.</summary>
    public FlowKey Key { get; } = key;
}
