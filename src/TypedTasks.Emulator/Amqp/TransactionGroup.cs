using TypedTasks.Emulator.Codec;
using TypedTasks.Emulator.Entities;

namespace TypedTasks.Emulator.Amqp;

/// <summary>
/// What the links of one AMQP session have in common that share transactions over several entities. They do where the coordinator
/// was attached first: the entity of the first link after it is the one by way of which messages to all others go (source: what the
/// official .NET client does with <c>EnableCrossEntityTransactions</c>, and what its tests expect of the service).
/// </summary>
internal sealed class TransactionGroup
{
    private MessageQueue? via;
    private bool maySendVia;

    /// <summary>Notes a link to an entity, or a request to it.</summary>
    public void Add(MessageQueue queue)
    {
        via ??= queue.Root;
        // Whoever receives from a subscription has shown no right to send to its topic.
        maySendVia |= ReferenceEquals(queue.Owner, via);
    }

    /// <summary>The entity by way of which messages to another one go; null if they go there straight.</summary>
    public MessageQueue? ViaTo(MessageQueue queue)
    {
        if (!IsElsewhere(queue))
            return null;
        return maySendVia ? via : throw new AmqpException(
            ErrorCondition.UnauthorizedAccess,
            $"Unauthorized access. Messages to '{queue.Path}' go by way of the topic '{via!.Path}', to which the session may not send: "
            + "begin with a sender to it, or with a queue instead of its subscription.");
    }

    /// <summary>Refuses to receive from, or to manage in a transaction, what is not the first entity.</summary>
    public void DemandHere(MessageQueue queue)
    {
        if (!IsElsewhere(queue))
            return;
        throw new AmqpException(
            ErrorCondition.NotAllowed,
            $"The session shares its transactions by way of '{via!.Path}', which is its first entity: '{queue.Path}' can only be sent to in it. "
            + "Receive from it on another connection.");
    }

    private bool IsElsewhere(MessageQueue queue) => this.via is { } via && !ReferenceEquals(via, queue.Root);
}
