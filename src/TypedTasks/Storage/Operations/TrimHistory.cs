namespace TypedTasks.Storage;

/// <summary>Forgets what is old of the feed of changes and of what is counted by the minute. Totals stay.</summary>
/// <param name="Changes">How old the changes are that go.</param>
/// <param name="Tallies">How old the counts are that go.</param>
public sealed record TrimHistory(TimeSpan Changes, TimeSpan Tallies) : StoreOperation
{
    /// <inheritdoc/>
    public override StoreLock Lock => StoreLock.None;
}
