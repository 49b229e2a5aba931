using TypedTasks.Emulator.Codec;

namespace TypedTasks.Emulator.Entities;

/// <summary>The dead-letter queues of an entity, made when something needs them.</summary>
internal sealed class SubQueues(Broker broker, MessageQueue owner)
{
    private MessageQueue? deadLetters;
    private MessageQueue? transferDeadLetters;

    public MessageQueue DeadLetters => deadLetters ??= new(broker, DeadLetterPath, owner.Options, owner: owner)
    {
        Route = owner.Options.ForwardDeadLetteredMessagesTo is { } destination ? new ForwardRoute(owner, destination) : null,
    };

    public MessageQueue TransferDeadLetters => transferDeadLetters ??= new(broker, TransferPath, owner.Options, owner: owner);

    public int DeadLetterCount => deadLetters?.ActiveCount ?? 0;

    public int TransferDeadLetterCount => transferDeadLetters?.ActiveCount ?? 0;

    private string DeadLetterPath => owner.Path + "/$DeadLetterQueue";

    private string TransferPath => owner.Path + "/$Transfer/$DeadLetterQueue";

    /// <summary>Brings back those that the journal holds something of.</summary>
    public void Restore()
    {
        if (broker.Journal?.Holds(DeadLetterPath) ?? false)
            _ = DeadLetters;
        if (broker.Journal?.Holds(TransferPath) ?? false)
            _ = TransferDeadLetters;
    }

    public void Reroute(string? destination)
    {
        if (deadLetters is not null || destination is not null)
            ForwardRoute.Lay(DeadLetters, destination);
    }

    public void Close(AmqpError error)
    {
        deadLetters?.Close(error);
        transferDeadLetters?.Close(error);
    }
}
