using TypedTasks.Transport;

namespace TypedTasks.Testing;

/// <summary>A dead letter, and its delivery while somebody holds it. The lock of its queue guards what changes.</summary>
internal sealed class InMemoryLetter(InMemoryDeadLetters queue, long number, DeadLetter letter) : IDelivery
{
    public long Number => number;

    public DeadLetter Letter => letter;

    public TaskMessage Message => letter.Message;

    public int DeliveryCount { get; private set; }

    public CancellationToken LockLost => CancellationToken.None;

    /// <summary>Who has it under lock, or null.</summary>
    public InMemoryLetterReceiver? Holder { get; set; }

    public ValueTask CompleteAsync(IReadOnlyList<TaskMessage> messages)
    {
        ArgumentNullException.ThrowIfNull(messages);
        return queue.CompleteAsync(this, messages);
    }

    public ValueTask AbandonAsync() => queue.AbandonAsync(this);

    /// <summary>It lies there already: it stays as it is.</summary>
    public ValueTask DeadLetterAsync(string reason, string description) => AbandonAsync();

    public void Abandoned()
    {
        if (Holder is null)
            return;
        DeliveryCount++;
        Release();
    }

    public void Release() => Holder = null;
}
