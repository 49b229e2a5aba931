using System.Xml.Linq;
using TypedTasks.Emulator.Entities;

namespace TypedTasks.Emulator.Management;

/// <summary>
/// Sets up the entities of a run: those that the program declares, as they were changed in earlier runs, without those
/// that were deleted, and those that were made. Called inside the broker's lock.
/// </summary>
internal sealed class Catalogue(Broker broker, Dictionary<string, string?> definitions)
{
    public void Place(QueueOptions declared)
    {
        if (IsThere(broker.Directory.FindQueue(declared.Name)))
            return;
        var (options, facts) = Known(DescriptionParser.Queue, declared.Name, declared, DescriptionParser.ReadQueue);
        if (options is null)
            return;
        if (!broker.Directory.TryAdd(options))
            throw new ArgumentException($"The entity '{options.Name}' exists already.");
        Complete(broker.Directory.FindQueue(options.Name)!, facts, isDeclared: true);
    }

    public void Place(TopicOptions declared)
    {
        if (IsThere(broker.Directory.FindTopic(declared.Name)?.Inbox))
            return;
        var (options, facts) = Known(DescriptionParser.Topic, declared.Name, declared, DescriptionParser.ReadTopic);
        if (options is null)
            return;
        if (!broker.Directory.TryAdd(options with { Subscriptions = [] }))
            throw new ArgumentException($"The entity '{options.Name}' exists already.");
        var topic = broker.Directory.FindTopic(options.Name)!;
        Complete(topic.Inbox, facts, isDeclared: true);
        foreach (var subscription in declared.Subscriptions)
            Place(topic, subscription);
    }

    /// <summary>Places what was made in earlier runs and is not declared.</summary>
    public void PlaceRest()
    {
        // A topic is shorter than its subscriptions, and they have taken their rules by then.
        foreach (var path in definitions.Keys.OrderBy(path => path.Length).ToArray())
        {
            if (!definitions.TryGetValue(path, out var text) || text is null)
                continue;
            var (place, description) = (ResourcePath.Parse(path), XmlText.Parse(text));
            switch (description.Name.LocalName)
            {
                case DescriptionParser.Queue:
                    var queue = DescriptionParser.ReadQueue(path, description, broker.Now);
                    if (broker.Directory.TryAdd(queue.Options))
                        Complete(broker.Directory.FindQueue(path)!, queue.Facts, isDeclared: false);
                    break;
                case DescriptionParser.Topic:
                    var topic = DescriptionParser.ReadTopic(path, description, broker.Now);
                    if (broker.Directory.TryAdd(topic.Options))
                        Complete(broker.Directory.FindTopic(path)!.Inbox, topic.Facts, isDeclared: false);
                    break;
                case DescriptionParser.Subscription when broker.Directory.FindTopic(place.Name) is { } parent && parent.Find(place.Subscription) is null:
                    var (options, facts) = DescriptionParser.ReadSubscription(place.Subscription, description, broker.Now);
                    Add(parent, options, [], facts, isDeclared: false);
                    break;
                default:
                    // Its topic or subscription is no longer declared, or it has its place already.
                    break;
            }
        }
    }

    // Who declares an entity after the start may find what earlier runs made of it.
    private static bool IsThere(MessageQueue? queue)
    {
        if (queue is not { Facts: { IsRestored: true, IsDeclared: false } })
            return false;
        return queue.Facts.IsDeclared = true;
    }

    private void Place(Topic topic, SubscriptionOptions declared)
    {
        var path = new ResourcePath(ResourceKind.Subscription, topic.Options.Name, declared.Name).SubscriptionPath;
        var (options, facts) = Known(DescriptionParser.Subscription, path, declared, (_, description, now) => DescriptionParser.ReadSubscription(declared.Name, description, now));
        if (options is null)
            return;
        IList<RuleOptions> rules = declared.Rules.Count > 0 ? declared.Rules : [new RuleOptions { Name = Entities.Rules.Rule.DefaultName }];
        Add(topic, options, rules, facts, isDeclared: true);
    }

    private void Add(Topic topic, SubscriptionOptions options, IEnumerable<RuleOptions> declared, EntityFacts? facts, bool isDeclared)
    {
        if (!topic.TryAdd(options with { Rules = [], HasDefaultRule = false }))
            throw new ArgumentException($"The subscription '{options.Name}' of topic '{topic.Options.Name}' is given twice.");
        var subscription = topic.Find(options.Name)!;
        Complete(subscription.Queue, facts, isDeclared);
        foreach (var rule in declared)
        {
            var (known, _) = Known(RuleDescriptions.Kind, subscription.PathOf(rule.Name), rule,
                (_, description, _) => (RuleDescriptions.Read(description, rule.Name), new EntityFacts(0)));
            if (known is not null)
                subscription.Add(known).IsDeclared = true;
        }

        var prefix = subscription.PathOf("");
        foreach (var path in definitions.Keys.Where(path => path.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)).ToArray())
            if (definitions.Remove(path, out var text) && text is not null)
                subscription.Add(RuleDescriptions.Read(XmlText.Parse(text), null));
    }

    /// <summary>What is declared, or what has become of it: null if it was deleted.</summary>
    private (T? Options, EntityFacts? Facts) Known<T>(string kind, string path, T declared, Func<string, XElement, long, (T Options, EntityFacts Facts)> read)
        where T : class
    {
        if (!definitions.TryGetValue(path, out var text))
            return (declared, null);
        var description = text is null ? null : XmlText.Parse(text);
        // Something else has taken the name since: it is placed with the rest.
        if (description is not null && description.Name.LocalName != kind)
            return (null, null);
        definitions.Remove(path);
        return description is null ? (null, null) : read(path, description, broker.Now);
    }

    private void Complete(MessageQueue queue, EntityFacts? facts, bool isDeclared)
    {
        queue.Facts.IsDeclared = isDeclared;
        queue.Facts.IsRestored = facts is not null;
        if (facts is not null)
        {
            queue.Facts.CreatedAt = facts.CreatedAt;
            queue.Facts.UpdatedAt = facts.UpdatedAt;
            queue.Facts.Inert = facts.Inert;
        }

        broker.Directory.Watch(queue);
    }
}
