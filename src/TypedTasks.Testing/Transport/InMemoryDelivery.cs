using TypedTasks.Transport;

namespace TypedTasks.Testing;

/// <summary>A message in its queue, and later its delivery: one object for both. The lock of the queue guards what changes.</summary>
internal sealed class InMemoryDelivery(InMemoryQueue queue, TaskMessage message, int deliveryCount) : IDelivery
{
    private CancellationTokenSource? lockLost;
    private bool isLockLost;

    public InMemoryQueue Queue { get; } = queue;

    public TaskMessage Message { get; } = message;

    public int DeliveryCount { get; } = deliveryCount;

    public DateTimeOffset? EnqueuedAt { get; init; }

    public DeliveryState State { get; set; }

    /// <summary>By what it can be taken back while it is scheduled.</summary>
    public long Number { get; set; }

    public InMemoryReceiver? Receiver { get; set; }

    /// <summary>The neighbours among the deliveries of the receiver.</summary>
    public InMemoryDelivery? Previous { get; set; }

    public InMemoryDelivery? Next { get; set; }

    public CancellationToken LockLost
    {
        get
        {
            lock (Queue.Gate)
            {
                if (isLockLost && lockLost is null)
                    return new(canceled: true);
                lockLost ??= new();
                return lockLost.Token;
            }
        }
    }

    public ValueTask CompleteAsync(IReadOnlyList<TaskMessage> messages) => Queue.Complete(this, messages);

    public ValueTask AbandonAsync() => Queue.Abandon(this);

    public ValueTask HandBackAsync() => Queue.HandBack(this);

    public ValueTask DeadLetterAsync(string reason, string description) => Queue.DeadLetter(this, reason, description);

    /// <summary>Marks the lock as lost; returns what to cancel once the queue is unlocked.</summary>
    public CancellationTokenSource? LoseLock()
    {
        isLockLost = true;
        return lockLost;
    }
}
