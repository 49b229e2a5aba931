using TypedTasks.Emulator.Codec;
using TypedTasks.Emulator.Entities;
using TypedTasks.Emulator.Entities.Rules;

namespace TypedTasks.Emulator.Management;

/// <summary>Makes, changes and deletes entities while the emulator runs, so that the next run finds them so. Called inside the broker's lock.</summary>
internal sealed class EntityEditor(Broker broker)
{
    /// <summary>As many as the service allows.</summary>
    private const int MaxEntities = 10_000;
    private const int MaxSubscriptions = 2_000;

    /// <summary>Targets in the journal are bare names; only answers to clients have a host.</summary>
    private static readonly DescriptionWriter Writer = new("");

    private EntityDirectory Directory => broker.Directory;

    public MessageQueue Create(QueueOptions options, EntityFacts facts)
    {
        CheckSize(facts);
        Check(options.Validate);
        Check(() => TierRules.Check(broker.Meter.Tier, options));
        Check(() => ForwardGraph.Of(Directory).Check(options));
        Room(Directory.Count, MaxEntities, "queues and topics");
        if (!Directory.TryAdd(options))
            throw ManagementException.Conflict();
        var queue = Directory.FindQueue(options.Name)!;
        Adopt(queue, facts);
        Define(queue);
        return queue;
    }

    public Topic Create(TopicOptions options, EntityFacts facts)
    {
        CheckSize(facts);
        Check(options.ToQueue().Validate);
        Check(() => TierRules.Check(broker.Meter.Tier, options));
        Room(Directory.Count, MaxEntities, "queues and topics");
        if (!Directory.TryAdd(options))
            throw ManagementException.Conflict();
        var topic = Directory.FindTopic(options.Name)!;
        Adopt(topic.Inbox, facts);
        Define(topic);
        return topic;
    }

    public Subscription Create(Topic topic, SubscriptionOptions options, EntityFacts facts)
    {
        CheckSize(facts);
        Check(options.ToQueue().Validate);
        Check(() => ForwardGraph.Of(Directory).Check(topic.Options.Name, options));
        if (topic.Find(options.Name) is { } existing)
            throw ManagementException.Exists(existing.Queue.Path);
        Room(topic.Subscriptions.Count(), MaxSubscriptions, "subscriptions of a topic");
        try
        {
            topic.TryAdd(options);
        }
        catch (AmqpException refusal)
        {
            throw ManagementException.BadRequest(refusal.Message);
        }

        var subscription = topic.Find(options.Name)!;
        Adopt(subscription.Queue, facts);
        Define(subscription);
        foreach (var rule in subscription.Rules)
            Define(subscription, rule);
        return subscription;
    }

    public Rule Create(Subscription subscription, RuleOptions options)
    {
        var rule = subscription.Add(options);
        Define(subscription, rule);
        return rule;
    }

    public void Update(MessageQueue queue, QueueOptions options, EntityFacts facts)
    {
        CheckSize(facts);
        Check(options.Validate);
        Check(() => TierRules.Check(broker.Meter.Tier, options));
        Check(() => ForwardGraph.Of(Directory).Check(options));
        Keep("EnablePartitioning", "Queue", queue.Options.EnablePartitioning, options.EnablePartitioning);
        Keep("RequiresSession", "Queue", queue.Options.RequiresSession, options.RequiresSession);
        Keep("RequiresDuplicateDetection", "Queue", queue.Options.RequiresDuplicateDetection, options.RequiresDuplicateDetection);
        // The name keeps the case that it was made with.
        queue.Change(options with { Name = queue.Options.Name });
        Revise(queue, facts);
        Define(queue);
    }

    public void Update(Topic topic, TopicOptions options, EntityFacts facts)
    {
        CheckSize(facts);
        Check(options.ToQueue().Validate);
        Keep("EnablePartitioning", "Topic", topic.Options.EnablePartitioning, options.EnablePartitioning);
        Keep("RequiresDuplicateDetection", "Topic", topic.Options.RequiresDuplicateDetection, options.RequiresDuplicateDetection);
        topic.Change(options with { Name = topic.Options.Name });
        Revise(topic.Inbox, facts);
        Define(topic);
    }

    public void Update(Subscription subscription, SubscriptionOptions options, EntityFacts facts)
    {
        CheckSize(facts);
        Check(options.ToQueue().Validate);
        Check(() => ForwardGraph.Of(Directory).Check(subscription.Topic.Options.Name, options));
        Keep("RequiresSession", "Subscription", subscription.Options.RequiresSession, options.RequiresSession);
        subscription.Change(options with { Name = subscription.Options.Name });
        Revise(subscription.Queue, facts);
        Define(subscription);
    }

    public Rule Update(Subscription subscription, RuleOptions options)
    {
        var rule = subscription.Replace(options) ?? throw ManagementException.NotFound(subscription.PathOf(options.Name));
        Define(subscription, rule);
        return rule;
    }

    private static void Room(int count, int most, string what)
    {
        if (count >= most)
            throw new ManagementException(403, $"SubCode=40300. The maximum number of {what}, {most}, has been reached.");
    }

    private static void Keep(string property, string kind, bool before, bool after)
    {
        if (before != after)
            throw ManagementException.BadRequest($"The value for the {property} property of an existing {kind} cannot be changed.");
    }

    private static void Check(Action validate)
    {
        try
        {
            validate();
        }
        catch (ArgumentException refusal)
        {
            throw ManagementException.BadRequest(refusal.Message);
        }
    }

    private void CheckSize(EntityFacts facts)
    {
        var most = TierRules.LargestMessage(broker.Meter.Tier) / 1024;
        if (facts.MaxMessageKilobytes > most)
            throw ManagementException.BadRequest($"'MaxMessageSizeInKilobytes' is at most {most} in this emulator.");
    }

    private void Adopt(MessageQueue queue, EntityFacts facts)
    {
        queue.Facts.Inert = facts.Inert;
        Directory.Watch(queue);
    }

    private void Revise(MessageQueue queue, EntityFacts facts)
    {
        queue.Facts.UpdatedAt = broker.Now;
        queue.Facts.Inert = facts.Inert;
        Directory.Watch(queue);
    }

    private void Define(MessageQueue queue) => broker.Journal?.Define(queue.Path, XmlText.Write(Writer.Describe(queue)));

    private void Define(Topic topic) => broker.Journal?.Define(topic.Inbox.Path, XmlText.Write(DescriptionWriter.Describe(topic)));

    private void Define(Subscription subscription) => broker.Journal?.Define(subscription.Queue.Path, XmlText.Write(Writer.Describe(subscription)));

    private void Define(Subscription subscription, Rule rule) =>
        broker.Journal?.Define(subscription.PathOf(rule.Name), XmlText.Write(RuleDescriptions.Describe(rule)));
}
