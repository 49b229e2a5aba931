using TypedTasks.Emulator.Codec;

namespace TypedTasks.Emulator.Entities;

/// <summary>A scheduled message that is cancelled when the transaction commits, unless it has appeared by then.</summary>
internal sealed class CancelStep(MessageQueue queue, long sequenceNumber) : ITransactionStep
{
    public MessageQueue Queue => queue;

    public bool IsSend => false;

    public string? PartitionKey => queue.FindScheduled(sequenceNumber) is { } message ? Entities.PartitionKey.Of(message, queue.Root.Options) : null;

    public AmqpError? Check() => queue.FindScheduled(sequenceNumber) is null
        ? new(ErrorCondition.MessageNotFound, $"The scheduled message {sequenceNumber} has appeared or was cancelled before the transaction ended.")
        : null;

    public void Apply() => queue.CancelScheduled(sequenceNumber);

    public void Undo()
    {
        // It was left alone.
    }
}
