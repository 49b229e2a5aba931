namespace TypedTasks.Storage;

/// <summary>Says that the broker has accepted a message that was owed.</summary>
/// <param name="MessageId">The id of the message.</param>
public sealed record DeleteOwed(string MessageId) : StoreOperation
{
    /// <inheritdoc/>
    public override StoreLock Lock => StoreLock.None;
}
