using Azure.Messaging.ServiceBus;

namespace TypedTasks.ServiceBus.Receiving;

/// <summary>
/// What a delivery was received over. The client library opens a lost link again by itself, and a delivery that came over the one
/// before is settled by management then: that is right alone, and never within a transaction.
/// </summary>
internal sealed class Source(ServiceBusReceiver receiver, Func<ServiceBusReceiver> late)
{
    private volatile bool isOver;
    private int lent;

    /// <summary>Settles over the link that brought the delivery, also within a transaction.</summary>
    public ServiceBusReceiver Link => receiver;

    /// <summary>Settles also when that link is gone, and never within a transaction.</summary>
    public ServiceBusReceiver Settler => isOver ? late() : receiver;

    /// <summary>Whether the link is known to be gone.</summary>
    public bool IsOver => isOver;

    /// <summary>
    /// How many deliveries the client library will count for ever, because the broker has never answered when they were settled: credit that the link is given in addition.
    /// </summary>
    public int Lent => isOver ? 0 : Volatile.Read(ref lent);

    /// <summary>A delivery is over here, and the broker does not answer.</summary>
    public void Lend() => Interlocked.Increment(ref lent);

    public void End() => isOver = true;
}
