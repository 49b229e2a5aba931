using TypedTasks.Emulator.Codec;

namespace TypedTasks.Emulator.Entities;

/// <summary>A message that enters its queue when the transaction commits; a scheduled one may know its number before.</summary>
internal sealed class SendStep(MessageQueue queue, MessageContent content, long reservedSequence = 0) : ITransactionStep
{
    public MessageQueue Queue => queue;

    public bool IsSend => true;

    public string? PartitionKey => Entities.PartitionKey.Of(content, queue.Root.Options);

    public AmqpError? Check() => Admission.Objection(queue, content);

    public void Apply() => Intake.Admit(queue, content, reservedSequence);

    public void Undo()
    {
        // Nothing was done before the commit; a number that was reserved stays unused.
    }
}
