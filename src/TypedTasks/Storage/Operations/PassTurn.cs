namespace TypedTasks.Storage;

/// <summary>
/// Looks at the line of a key: places of flows that have ended go, and those that stand first have their turn while fewer flows are under way than they allow. It may be repeated at any time,
/// and yields what is to be begun, also what an earlier look has let in and nobody has begun.
/// </summary>
/// <param name="Key">The key of the line.</param>
public sealed record PassTurn(string Key) : StoreOperation<TurnPassed>
{
    /// <inheritdoc/>
    public override StoreLock Lock => StoreLock.Turn(Key);
}
