using TypedTasks.Emulator.Codec;

namespace TypedTasks.Emulator.Entities;

/// <summary>A settlement that takes effect when the transaction commits; until then, and after a rollback, the lock is kept.</summary>
internal sealed class SettleStep(MessageQueue queue, BrokerMessage message, Guid token, Outcome outcome, Action? committed = null)
    : ITransactionStep
{
    public MessageQueue Queue => queue;

    public bool IsSend => false;

    public string? PartitionKey => Entities.PartitionKey.Of(message, queue.Root.Options);

    public AmqpError? Check() => queue.IsLocked(message, token)
        ? null
        : new(ErrorCondition.MessageLockLost, "The lock of a message in the transaction was lost.");

    public void Apply()
    {
        queue.Settle(message, token, outcome);
        committed?.Invoke();
    }

    public void Undo()
    {
        if (message.LockToken == token)
            message.Transaction = null;
    }
}
