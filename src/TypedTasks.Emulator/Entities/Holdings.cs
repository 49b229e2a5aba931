using TypedTasks.Emulator.Codec;

namespace TypedTasks.Emulator.Entities;

/// <summary>The account of an entity: how many bytes it holds, and what the journal knows of it.</summary>
internal sealed class Holdings(Broker broker, MessageQueue queue)
{
    public long Bytes { get; private set; }

    /// <summary>The bytes of a top-level entity with all that belongs to it, which is what its size limits.</summary>
    public long Total { get; private set; }

    private Holdings Whole => queue.Root.Holdings;

    public AmqpError? Refusal(int size) => Whole.Total + size <= queue.Root.Options.MaxSizeInBytes
        ? null
        : new(ErrorCondition.ResourceLimitExceeded, $"The entity '{queue.Root.Path}' has reached its maximum size.");

    public void Add(BrokerMessage message) => Count(message.Content.Size);

    /// <summary>The message leaves the entity, whether it ends or goes on elsewhere.</summary>
    public void Remove(BrokerMessage message)
    {
        Count(-message.Content.Size);
        Unlog(message);
    }

    /// <summary>The entity is no more, and what it held neither.</summary>
    public void Release() => Count(-Bytes);

    public void Change(BrokerMessage message, IReadOnlyList<KeyValuePair<string, object?>>? properties)
    {
        if (properties is not { Count: > 0 })
            return;
        var before = message.Content.Size;
        message.Content = MessageRewriter.WithProperties(message.Content, properties);
        Count(message.Content.Size - before);
        if (message.IsLogged)
            broker.Journal?.Put(queue, message);
    }

    public void Log(BrokerMessage message)
    {
        if (message.IsLogged || broker.Journal is not { } journal)
            return;
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
        if (message.IsLogged)
            broker.Journal?.Update(queue, message);
    }

    public void Unlog(BrokerMessage message)
    {
        if (!message.IsLogged)
            return;
        broker.Journal!.Delete(queue, message.SequenceNumber);
        message.IsLogged = false;
    }

    private void Count(long bytes)
    {
        Bytes += bytes;
        Whole.Total += bytes;
    }
}
