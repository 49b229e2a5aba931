namespace TypedTasks.Emulator.Configuration;

/// <summary>The entities that a template or a plan names, in whatever order: what belongs to another finds it in the end.</summary>
internal sealed class EntityCollection
{
    private readonly List<QueueOptions> queues = [];
    private readonly List<TopicOptions> topics = [];
    private readonly List<(string Owner, string Topic, SubscriptionOptions Options)> subscriptions = [];
    private readonly List<(string Owner, string Topic, string Subscription, RuleOptions Options)> rules = [];

    /// <summary>How many there are in all.</summary>
    public int Count => queues.Count + topics.Count + subscriptions.Count + rules.Count;

    public void Add(QueueOptions queue) => queues.Add(queue);

    public void Add(TopicOptions topic) => topics.Add(topic);

    public void Add(string owner, string topic, SubscriptionOptions subscription) => subscriptions.Add((owner, topic, subscription));

    public void Add(string owner, string topic, string subscription, RuleOptions rule) => rules.Add((owner, topic, subscription, rule));

    /// <summary>Puts them into the options, each below what it belongs to.</summary>
    /// <exception cref="FormatException">A subscription has no topic, or a rule no subscription.</exception>
    public void AddTo(ServiceBusEmulatorOptions options)
    {
        foreach (var (owner, topic, subscription) in subscriptions)
        {
            var parent = topics.Find(candidate => Same(candidate.Name, topic))
                ?? throw new FormatException($"{owner}: the topic '{topic}' is not among what was read.");
            parent.Subscriptions.Add(subscription);
        }

        foreach (var (owner, topic, name, rule) in rules)
        {
            var parent = topics.Find(candidate => Same(candidate.Name, topic))?.Subscriptions.FirstOrDefault(candidate => Same(candidate.Name, name))
                ?? throw new FormatException($"{owner}: the subscription '{name}' of the topic '{topic}' is not among what was read.");
            parent.Rules.Add(rule);
        }

        foreach (var queue in queues)
            options.Queues.Add(queue);
        foreach (var topic in topics)
            options.Topics.Add(topic);
    }

    private static bool Same(string left, string right) => left.Equals(right, StringComparison.OrdinalIgnoreCase);
}
