using TypedTasks.Serialization;

namespace TypedTasks.Storage;

/// <summary>Writes a step's history. It is written behind and never decides anything; the newest attempt wins.</summary>
/// <param name="Key">The flow.</param>
/// <param name="Step">What is known of the step.</param>
public sealed record RecordStep(FlowKey Key, StepRecord Step) : StoreOperation
{
    /// <summary>The kind of failure, where the step has failed for good and its failure can be read here; otherwise null. Told while it can be: a failure may be hidden on its way into the store.</summary>
    public FailureKind? Kind { get; init; } = Step.State == StepState.Failed && Step.Failure is { } failure ? FailureJson.KindOf(failure) : null;

    /// <inheritdoc/>
    public override StoreLock Lock => StoreLock.Flow(Key.FlowId);

    /// <inheritdoc/>
    public override FlowKey? Writes => Key;
}
