using TypedTasks.Emulator.Codec;

namespace TypedTasks.Emulator.Entities;

/// <summary>A message that enters its queue when the transaction commits.</summary>
internal sealed class SendStep(MessageQueue queue, MessageContent content) : ITransactionStep
{
    public AmqpError? Check() => queue.Objection(content);

    public void Apply() => queue.Admit(content);

    public void Undo()
    {
        // Nothing was done before the commit.
    }
}
