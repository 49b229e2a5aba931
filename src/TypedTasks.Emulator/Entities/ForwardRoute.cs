using TypedTasks.Emulator.Codec;

namespace TypedTasks.Emulator.Entities;

/// <summary>Automatic forwarding: at most four entities in a row; what cannot go on lies in the transfer dead-letter queue.</summary>
internal sealed class ForwardRoute(MessageQueue source, string destination) : IRoute
{
    /// <summary>What a receiver hears where messages only pass.</summary>
    public static AmqpError NoReceiver { get; } = new(
        ErrorCondition.NotAllowed, "Cannot create a message receiver on an entity with auto-forwarding enabled.");

    /// <summary>Sends everything on from now on, what waits included; without a destination it stays.</summary>
    public static void Lay(MessageQueue queue, string? destination)
    {
        queue.Route = destination is null ? null : new ForwardRoute(queue.Owner, destination);
        if (queue.Route is null)
            return;
        queue.Consumers.CloseAll(NoReceiver);
        queue.PassOn();
    }

    public bool TryPass(BrokerMessage message)
    {
        source.Owner.Transfers.Send(destination, message.Content, message.Hops + 1, message.EnqueuedSequenceNumber, message.DeadLetterSource);
        return true;
    }
}
