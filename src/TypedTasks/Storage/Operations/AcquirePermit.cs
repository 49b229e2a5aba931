using TypedTasks.Transport;

namespace TypedTasks.Storage;

/// <summary>
/// Takes one of a limited number of permits, or queues up for one: then the waiting message is kept, and becomes owed when
/// its turn has come. Yields whether the message may run now. A holder has one message: whatever comes under the same
/// holder with another id, while it waits or holds, is told no and is not queued again.
/// </summary>
/// <param name="name">What is limited.</param>
/// <param name="limit">How many permits there are.</param>
/// <param name="holder">Who takes it: the attempt of a step.</param>
/// <param name="messageId">The message at hand.</param>
/// <param name="deliveryCount">How often it was delivered before; the latest delivery is the one that gives the permit back.</param>
/// <param name="waiting">The message that takes its place where it has to wait, with an id of its own.</param>
/// <param name="at">Now.</param>
/// <param name="lostBefore">Permits that were taken before count as lost, and are free.</param>
public sealed class AcquirePermit(
    string name,
    int limit,
    string holder,
    string messageId,
    int deliveryCount,
    TaskMessage waiting,
    DateTimeOffset at,
    DateTimeOffset lostBefore) : StoreOperation<bool>
{
    /// <summary>What is limited.</summary>
    public string Name { get; } = name;

    /// <summary>How many permits there are.</summary>
    public int Limit { get; } = limit;

    /// <summary>Who takes it.</summary>
    public string Holder { get; } = holder;

    /// <summary>The message at hand.</summary>
    public string MessageId { get; } = messageId;

    /// <summary>How often the message at hand was delivered before.</summary>
    public int DeliveryCount { get; } = deliveryCount;

    /// <summary>The message that waits.</summary>
    public TaskMessage Waiting { get; } = waiting;

    /// <summary>Now.</summary>
    public DateTimeOffset At { get; } = at;

    /// <summary>Permits that were taken before are free.</summary>
    public DateTimeOffset LostBefore { get; } = lostBefore;
}
