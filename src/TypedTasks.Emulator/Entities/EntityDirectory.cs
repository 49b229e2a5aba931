namespace TypedTasks.Emulator.Entities;

/// <summary>The entities by name. Names ignore case, as on the service.</summary>
internal sealed class EntityDirectory(Broker broker)
{
    private readonly Dictionary<string, MessageQueue> _queues = new(StringComparer.OrdinalIgnoreCase);

    public IEnumerable<MessageQueue> Queues => _queues.Values;

    public bool TryAdd(QueueOptions options)
    {
        if (_queues.ContainsKey(options.Name)) return false;
        _queues.Add(options.Name, new MessageQueue(broker, options.Name, options));
        return true;
    }

    public MessageQueue? FindQueue(string name) => _queues.GetValueOrDefault(name);

    /// <summary>Finds what messages can be received from, sub-queues included.</summary>
    public MessageQueue? FindSource(EntityAddress address)
    {
        var queue = FindQueue(address.Entity);
        return address.SubQueue switch
        {
            SubQueue.DeadLetter => queue?.DeadLetters,
            SubQueue.TransferDeadLetter => queue?.TransferDeadLetters,
            _ => queue,
        };
    }
}
