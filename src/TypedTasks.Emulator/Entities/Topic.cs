using TypedTasks.Emulator.Codec;
using TypedTasks.Emulator.Entities.Rules;

namespace TypedTasks.Emulator.Entities;

/// <summary>Subscriptions behind one inbox, which takes care of duplicates and schedules as a queue does.</summary>
internal sealed class Topic : IRoute
{
    private readonly Broker broker;
    private readonly Dictionary<string, Subscription> subscriptions = new(StringComparer.OrdinalIgnoreCase);

    public Topic(Broker broker, TopicOptions options)
    {
        this.broker = broker;
        Options = options;
        Inbox = new MessageQueue(broker, options.Name, options.ToQueue()) { Route = this };
        foreach (var subscription in options.Subscriptions)
            if (!TryAdd(subscription))
                throw new AmqpException(ErrorCondition.EntityAlreadyExists, $"The subscription '{subscription.Name}' is given twice.");
    }

    public TopicOptions Options { get; private set; }

    public MessageQueue Inbox { get; }

    public IEnumerable<Subscription> Subscriptions => subscriptions.Values;

    /// <summary>How many rules of all subscriptions have a filter of a kind; what lets everything or nothing through is SQL.</summary>
    public int CountFilters<T>()
        where T : RuleFilter => subscriptions.Values.Sum(subscription => subscription.Rules.Count(rule => rule.Options.Filter is T));

    public bool TryAdd(SubscriptionOptions options)
    {
        if (subscriptions.ContainsKey(options.Name))
            return false;
        subscriptions.Add(options.Name, new Subscription(broker, this, options));
        return true;
    }

    public bool Remove(string name)
    {
        if (!subscriptions.Remove(name, out var subscription))
            return false;
        subscription.Close(EntityDirectory.Deleted(subscription.Queue.Path));
        return true;
    }

    public void Change(TopicOptions options)
    {
        Options = options;
        Inbox.Change(options.ToQueue());
    }

    public void Close(AmqpError error)
    {
        foreach (var subscription in subscriptions.Values)
            subscription.Close(error);
        Inbox.Close(error);
    }

    public Subscription? Find(string name) => subscriptions.GetValueOrDefault(name);

    public bool TryPass(BrokerMessage message)
    {
        MessageView? view = null;
        foreach (var subscription in subscriptions.Values)
            subscription.Offer(message, view ??= new MessageView(message.Content, broker.ToClients(message.EnqueuedAt)));
        return true;
    }
}
