namespace TypedTasks.Storage;

/// <summary>
/// Owes again all messages of a flow that were sent, or are owed, and not handed off, each with a deferral that it has not had. Yields the flow and those messages, under the names that they are kept by;
/// none where nothing is kept of it. Of a flow that has ended too: side branches outlive their flows, and what is else sent is settled unrun.
/// </summary>
/// <param name="FlowId">The flow.</param>
public sealed record ResumeFlow(string FlowId) : StoreOperation<ResumedFlow>
{
    /// <summary>What tells the broker that gets the messages from others, where that broker keeps nothing beyond its process; otherwise null.</summary>
    public string? Broker { get; init; }

    /// <inheritdoc/>
    public override StoreLock Lock => StoreLock.Flow(FlowId);
}
