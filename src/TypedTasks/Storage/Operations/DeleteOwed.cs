namespace TypedTasks.Storage;

/// <summary>Says that the broker has accepted a message that was owed.</summary>
/// <param name="messageId">The id of the message.</param>
public sealed class DeleteOwed(string messageId) : StoreOperation
{
    /// <summary>The id of the message.</summary>
    public string MessageId { get; } = messageId;
}
