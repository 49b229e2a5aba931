using TypedTasks.Transport;

namespace TypedTasks.Hosting.Upkeep;

/// <summary>A message that nobody will receive any more, after every delivery that it had. It is settled already.</summary>
internal sealed class LostDelivery(TaskMessage message) : IDelivery
{
    public TaskMessage Message { get; } = message;

    public int DeliveryCount => int.MaxValue;

    public CancellationToken LockLost => CancellationToken.None;

    public ValueTask CompleteAsync(IReadOnlyList<TaskMessage> messages) => ValueTask.CompletedTask;

    public ValueTask AbandonAsync() => ValueTask.CompletedTask;

    public ValueTask DeadLetterAsync(string reason, string description) => ValueTask.CompletedTask;
}
