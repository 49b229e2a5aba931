namespace TypedTasks.Storage;

/// <summary>Begins a flow whose turn has come: its messages that waited for that are owed. Nothing changes where its turn has not come, or it has begun or ended.</summary>
/// <param name="Key">The flow, in the generation that has its turn.</param>
public sealed record BeginTurn(FlowKey Key) : StoreOperation<TurnBegun>
{
    /// <summary>What tells the broker that gets its messages from others, where that broker keeps nothing beyond its process; otherwise null.</summary>
    public string? Broker { get; init; }

    /// <inheritdoc/>
    public override StoreLock Lock => StoreLock.Flow(Key.FlowId);
}
