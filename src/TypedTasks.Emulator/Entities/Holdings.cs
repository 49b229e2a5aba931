using TypedTasks.Emulator.Codec;

namespace TypedTasks.Emulator.Entities;

/// <summary>The account of an entity: how many bytes it holds, and what the journal knows of it.</summary>
internal sealed class Holdings(Broker broker, MessageQueue queue)
{
    public long Bytes { get; private set; }

    public AmqpError? Refusal(int size) => Bytes + size <= queue.Options.MaxSizeInBytes
        ? null
        : new(ErrorCondition.ResourceLimitExceeded, $"The entity '{queue.Path}' has reached its maximum size.");

    public void Add(BrokerMessage message) => Bytes += message.Content.Size;

    /// <summary>The message leaves the entity, whether it ends or goes on elsewhere.</summary>
    public void Remove(BrokerMessage message)
    {
        Bytes -= message.Content.Size;
        Unlog(message);
    }

    public void Change(BrokerMessage message, IReadOnlyList<KeyValuePair<string, object?>>? properties)
    {
        if (properties is not { Count: > 0 }) return;
        Bytes -= message.Content.Size;
        message.Content = MessageRewriter.WithProperties(message.Content, properties);
        Bytes += message.Content.Size;
        if (message.IsLogged) broker.Journal?.Put(queue, message);
    }

    public void Log(BrokerMessage message)
    {
        if (message.IsLogged || broker.Journal is not { } journal) return;
        journal.Put(queue, message);
        message.IsLogged = true;
    }

    public void CountDelivery(BrokerMessage message)
    {
        message.DeliveryCount++;
        Update(message);
    }

    public void Update(BrokerMessage message)
    {
        if (message.IsLogged) broker.Journal?.Update(queue, message);
    }

    public void Unlog(BrokerMessage message)
    {
        if (!message.IsLogged) return;
        broker.Journal!.Delete(queue, message.SequenceNumber);
        message.IsLogged = false;
    }
}
