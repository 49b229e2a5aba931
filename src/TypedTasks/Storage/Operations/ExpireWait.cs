using TypedTasks.Transport;

namespace TypedTasks.Storage;

/// <summary>
/// Decides a wait whose time is over, unless the event has. Yields the message that lets the flow go on, while it is owed; null where there is none, or where the wait is not open in this generation.
/// </summary>
/// <param name="Key">The flow.</param>
/// <param name="Path">The path of the wait.</param>
/// <param name="Event">The name of the event.</param>
/// <param name="EventKey">The key; empty for none.</param>
/// <param name="Outcome">What the time-out makes of the wait.</param>
public sealed record ExpireWait(FlowKey Key, string Path, string Event, string EventKey, RecordedOutcome Outcome) : StoreOperation<TaskMessage?>
{
    /// <inheritdoc/>
    public override StoreLock Lock => StoreLock.Flow(Key.FlowId);

    /// <inheritdoc/>
    public override FlowKey? Writes => Key;
}
