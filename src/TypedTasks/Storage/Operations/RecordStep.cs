namespace TypedTasks.Storage;

/// <summary>Writes a step's history. It is written behind and never decides anything; the newest attempt wins.</summary>
/// <param name="key">The flow.</param>
/// <param name="step">What is known of the step.</param>
public sealed class RecordStep(FlowKey key, StepRecord step) : StoreOperation
{
    /// <summary>The flow.</summary>
    public FlowKey Key { get; } = key;

    /// <summary>What is known of the step.</summary>
    public StepRecord Step { get; } = step;
}
