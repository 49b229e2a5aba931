namespace TypedTasks.Emulator.Entities;

/// <summary>The entities by name. Names ignore case, as on the service; a queue and a topic cannot share one.</summary>
internal sealed class EntityDirectory(Broker broker)
{
    private readonly Dictionary<string, MessageQueue> queues = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Topic> topics = new(StringComparer.OrdinalIgnoreCase);

    public IEnumerable<MessageQueue> Queues => queues.Values;

    public int Count => queues.Count + topics.Count;

    public IEnumerable<Topic> Topics => topics.Values;

    /// <summary>What messages can be sent to.</summary>
    public IEnumerable<MessageQueue> Targets => queues.Values.Concat(topics.Values.Select(static topic => topic.Inbox));

    public bool TryAdd(QueueOptions options)
    {
        if (Exists(options.Name))
            return false;
        var queue = new MessageQueue(broker, options.Name, options);
        queues.Add(options.Name, queue);
        Watch(queue);
        return true;
    }

    public bool TryAdd(TopicOptions options)
    {
        if (Exists(options.Name))
            return false;
        var topic = new Topic(broker, options);
        topics.Add(options.Name, topic);
        Watch(topic.Inbox);
        foreach (var subscription in topic.Subscriptions)
            Watch(subscription.Queue);
        return true;
    }

    /// <summary>Sees to it that an entity which may end by being idle does.</summary>
    public void Watch(MessageQueue queue)
    {
        if (queue.Options.AutoDeleteOnIdle is not null)
            new IdleWatch(broker, queue, () => Remove(EntityAddress.Parse(queue.Path))).Start();
    }

    /// <summary>Deletes a queue, topic or subscription; false if there is none.</summary>
    public bool Remove(EntityAddress address) => address.Topic is { } topic
        ? FindTopic(topic)?.Remove(address.Subscription!) ?? false
        : RemoveQueue(address.Entity) || RemoveTopic(address.Entity);

    public bool RemoveQueue(string name)
    {
        if (!queues.Remove(name, out var queue))
            return false;
        queue.Close(Deleted(name));
        return true;
    }

    public bool RemoveTopic(string name)
    {
        if (!topics.Remove(name, out var topic))
            return false;
        topic.Close(Deleted(name));
        return true;
    }

    /// <summary>Deletes everything.</summary>
    public void Clear()
    {
        foreach (var name in queues.Keys.ToArray())
            RemoveQueue(name);
        foreach (var name in topics.Keys.ToArray())
            RemoveTopic(name);
    }

    public MessageQueue? FindQueue(string name) => queues.GetValueOrDefault(name);

    public Topic? FindTopic(string name) => topics.GetValueOrDefault(name);

    /// <summary>Finds what messages can be sent to.</summary>
    public MessageQueue? FindTarget(string name) => FindQueue(name) ?? FindTopic(name)?.Inbox;

    public Subscription? FindSubscription(EntityAddress address) =>
        address.Topic is { } topic ? FindTopic(topic)?.Find(address.Subscription!) : null;

    /// <summary>Finds what messages can be received from or managed in, sub-queues included.</summary>
    public MessageQueue? FindSource(EntityAddress address)
    {
        var queue = address.Topic is null ? FindQueue(address.Entity) : FindSubscription(address)?.Queue;
        return address.SubQueue switch
        {
            SubQueue.DeadLetter => queue?.DeadLetters,
            SubQueue.TransferDeadLetter => queue?.TransferDeadLetters,
            _ => queue,
        };
    }

    public static Codec.AmqpError Deleted(string path) => new(
        Codec.ErrorCondition.NotFound, $"The messaging entity '{path}' could not be found: it was deleted. TrackingId:{Broker.Tracking()}");

    private bool Exists(string name) => queues.ContainsKey(name) || topics.ContainsKey(name);
}
