namespace TypedTasks.Transport;

/// <summary>How many messages a receiver holds.</summary>
/// <param name="Slots">How many steps run at once.</param>
/// <param name="Prefetch">How many messages may wait locally beyond those that run, 0 or more.</param>
public sealed record ReceiverOptions(int Slots, int Prefetch)
{
    /// <summary>
    /// Whether the queue is received from in order: of the messages with one <see cref="TaskMessage.OrderingKey"/> the next comes
    /// when the one before is settled for good, whichever receiver it comes to; messages of different keys come side by side.
    /// </summary>
    public bool Ordered { get; init; }
}
