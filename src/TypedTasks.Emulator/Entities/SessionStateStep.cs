using TypedTasks.Emulator.Codec;

namespace TypedTasks.Emulator.Entities;

/// <summary>The state of a session that is written when the transaction commits.</summary>
internal sealed class SessionStateStep(MessageQueue queue, string sessionId, byte[]? state) : ITransactionStep
{
    public MessageQueue Queue => queue;

    public bool IsSend => false;

    public string? PartitionKey => sessionId;

    public AmqpError? Check() => null;

    public void Apply() => queue.Sessions!.SetState(sessionId, state);

    public void Undo()
    {
        // Nothing was written.
    }
}
