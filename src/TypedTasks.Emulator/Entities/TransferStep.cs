using TypedTasks.Emulator.Codec;

namespace TypedTasks.Emulator.Entities;

/// <summary>A message that goes by way of one queue to another; what cannot be forwarded stays with the first.</summary>
internal sealed class TransferStep(Broker broker, MessageQueue via, string destination, MessageContent content) : ITransactionStep
{
    public AmqpError? Check() => via.Refusal(content.Size);

    public void Apply() => Forward(broker, via, destination, content);

    public void Undo()
    {
        // Nothing was done before the commit.
    }

    public static void Forward(Broker broker, MessageQueue via, string destination, MessageContent content)
    {
        var target = broker.Directory.FindTarget(destination);
        var error = target is null
            ? new AmqpError(ErrorCondition.NotFound, $"The transfer destination '{destination}' could not be found.")
            : target.EnqueueForwarded(content);
        if (error is null) return;
        var properties = Outcome.DeadLetter(
            target is null ? "TransferDestinationNotFound" : "TransferDestinationRefused", error.Description).Properties!;
        via.TransferDeadLetters.Accept(new BrokerMessage(MessageRewriter.WithProperties(content, properties))
        {
            EnqueuedAt = broker.Now,
            DeadLetterSource = via.Path,
        });
    }
}
