using TypedTasks.Emulator.Codec;

namespace TypedTasks.Emulator.Entities;

/// <summary>A message that goes by way of one queue to another; what cannot be forwarded stays with the first.</summary>
internal sealed class TransferStep(MessageQueue via, string destination, MessageContent content) : ITransactionStep
{
    public MessageQueue Queue => via;

    public bool IsSend => true;

    public string? PartitionKey => Entities.PartitionKey.OfVia(content);

    public AmqpError? Check() => Admission.Refusal(via, content.Size);

    public void Apply() => via.Transfers.Send(destination, content);

    public void Undo()
    {
        // Nothing was done before the commit.
    }
}
