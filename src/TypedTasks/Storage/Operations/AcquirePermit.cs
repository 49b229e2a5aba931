using TypedTasks.Transport;

namespace TypedTasks.Storage;

/// <summary>
/// Takes one of a limited number of permits, or queues up for one: then the waiting message is kept, and becomes owed when
/// its turn has come. Yields whether the message may run now. A holder has one message: whatever comes under the same
/// holder with another id, while it waits or holds, is told no and is not queued again.
/// </summary>
/// <param name="Name">What is limited.</param>
/// <param name="Limit">How many permits there are.</param>
/// <param name="Holder">Who takes it: the attempt of a step.</param>
/// <param name="MessageId">The message at hand.</param>
/// <param name="DeliveryCount">How often it was delivered before; the latest delivery is the one that gives the permit back.</param>
/// <param name="Waiting">The message that takes its place where it has to wait, with an id of its own.</param>
/// <param name="LostAfter">Permits that were taken longer ago count as lost, and are free.</param>
public sealed record AcquirePermit(
    string Name,
    int Limit,
    string Holder,
    string MessageId,
    int DeliveryCount,
    TaskMessage Waiting,
    TimeSpan LostAfter) : StoreOperation<bool>;
