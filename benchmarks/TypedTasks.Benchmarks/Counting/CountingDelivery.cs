using TypedTasks.Transport;

namespace TypedTasks.Benchmarks;

internal sealed class CountingDelivery(IDelivery inner, Traffic traffic) : IDelivery
{
    public TaskMessage Message => inner.Message;

    public int DeliveryCount => inner.DeliveryCount;

    public CancellationToken LockLost => inner.LockLost;

    public ValueTask CompleteAsync(IReadOnlyList<TaskMessage> messages)
    {
        traffic.Send(messages);
        return inner.CompleteAsync(messages);
    }

    public ValueTask AbandonAsync() => inner.AbandonAsync();

    public ValueTask DeadLetterAsync(string reason, string description) => inner.DeadLetterAsync(reason, description);
}
