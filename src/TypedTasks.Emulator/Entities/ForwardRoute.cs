using TypedTasks.Emulator.Codec;

namespace TypedTasks.Emulator.Entities;

/// <summary>Automatic forwarding: at most four entities in a row; what cannot go on lies in the transfer dead-letter queue.</summary>
internal sealed class ForwardRoute(Broker broker, MessageQueue source, string destination) : IRoute
{
    private const int MaxHops = 4;

    /// <summary>What a receiver hears where messages only pass.</summary>
    public static AmqpError NoReceiver { get; } = new(
        ErrorCondition.NotAllowed, "Cannot create a message receiver on an entity with auto-forwarding enabled.");

    /// <summary>Sends everything on from now on, what waits included; without a destination it stays.</summary>
    public static void Lay(Broker broker, MessageQueue queue, string? destination)
    {
        queue.Route = destination is null ? null : new ForwardRoute(broker, queue.Owner, destination);
        if (queue.Route is null) return;
        queue.Consumers.CloseAll(NoReceiver);
        queue.PassOn();
    }

    public bool TryPass(BrokerMessage message)
    {
        var (reason, description) = Obstacle(message, out var target);
        if (reason is null)
        {
            target!.Admit(message.Content, message.Hops + 1, message.EnqueuedSequenceNumber, message.DeadLetterSource);
            return true;
        }

        source.Owner.TransferDeadLetters.Accept(new BrokerMessage(
            MessageRewriter.WithProperties(message.Content, Outcome.DeadLetter(reason, description).Properties!))
        {
            EnqueuedAt = broker.Now,
            DeadLetterSource = message.DeadLetterSource ?? source.Path,
        });
        return true;
    }

    private (string? Reason, string? Description) Obstacle(BrokerMessage message, out MessageQueue? target)
    {
        target = broker.Directory.FindTarget(destination);
        if (message.Hops >= MaxHops)
            return ("MaxTransferHopCountExceeded", $"The message passed more than {MaxHops} entities by forwarding.");
        if (target is null) return ("TransferDestinationNotFound", $"The entity '{destination}' could not be found.");
        return target.LastingObjection(message.Content) is { } refusal ? ("TransferDestinationRefused", refusal.Description) : (null, null);
    }
}
