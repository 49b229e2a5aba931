namespace TypedTasks.Storage;

/// <summary>
/// Says that a flow is alive, and that nothing needs to be heard of it for a time: a message of it was sent that is due later, or long after what is recorded. It is written behind and decides
/// nothing but whether the flow counts as quiet (<see cref="FindQuiet"/>). The latest time stays.
/// </summary>
/// <param name="Key">The flow.</param>
/// <param name="For">How long nothing is expected of it; zero for a sign of life.</param>
public sealed record ExpectSign(FlowKey Key, TimeSpan For) : StoreOperation
{
    /// <inheritdoc/>
    public override StoreLock Lock => StoreLock.Flow(Key.FlowId);
}
