using TypedTasks.Transport;

namespace TypedTasks.Hosting.Protection;

/// <summary>A received message whose body is shown, and whose successors go out hidden.</summary>
internal sealed class ProtectedDelivery(IDelivery delivery, Cover cover) : IDelivery
{
    public TaskMessage Message { get; } = cover.Show(delivery.Message);

    public int DeliveryCount => delivery.DeliveryCount;

    public DateTimeOffset? EnqueuedAt => delivery.EnqueuedAt;

    public TimeSpan? LockLeft => delivery.LockLeft;

    public CancellationToken LockLost => delivery.LockLost;

    public ValueTask CompleteAsync(IReadOnlyList<TaskMessage> messages) => delivery.CompleteAsync(cover.HideToSend(messages));

    public ValueTask AbandonAsync() => delivery.AbandonAsync();

    public ValueTask HandBackAsync() => delivery.HandBackAsync();

    public ValueTask DeadLetterAsync(string reason, string description) => delivery.DeadLetterAsync(reason, description);
}
