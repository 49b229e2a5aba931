namespace TypedTasks.Storage;

/// <summary>
/// Records an event for a flow that runs: it decides the wait for it, or is kept until the flow waits. The first event stands, and so does a time-out that came before; whoever comes later is told what is recorded.
/// </summary>
/// <param name="FlowId">The flow.</param>
/// <param name="Event">The name of the event.</param>
/// <param name="EventKey">The key; empty for none.</param>
/// <param name="Nonce">A random text that tells the call from others: repeated because its answer was lost, it is told <see cref="RaiseOutcome.Recorded"/> again.</param>
/// <param name="Value">The value as UTF-8 JSON.</param>
public sealed record RaiseEvent(string FlowId, string Event, string EventKey, string Nonce, ReadOnlyMemory<byte> Value) : StoreOperation<RaisedEvent>
{
    /// <inheritdoc/>
    public override StoreLock Lock => StoreLock.Flow(FlowId);
}
