using TypedTasks.Transport;

namespace TypedTasks.Storage;

/// <summary>
/// Lets a flow wait for an event. Where the event has come before, it decides the wait at once, and the message is owed. Repeating it changes nothing and yields where the wait stands. Two waits of one flow
/// for one event and key are refused: the first one stands.
/// </summary>
/// <param name="Key">The flow.</param>
/// <param name="Path">The path of the wait.</param>
/// <param name="Event">The name of the event.</param>
/// <param name="EventKey">The key; empty for none.</param>
/// <param name="Message">The message that lets the flow go on, due once the wait is decided.</param>
public sealed record OpenWait(FlowKey Key, string Path, string Event, string EventKey, TaskMessage Message) : StoreOperation<OpenedWait>
{
    /// <summary>For how long it waits, for people; null: as long as the flow lives. The time-out is a message of its own.</summary>
    public TimeSpan? Within { get; init; }

    /// <inheritdoc/>
    public override StoreLock Lock => StoreLock.Flow(Key.FlowId);

    /// <inheritdoc/>
    public override FlowKey? Writes => Key;
}
