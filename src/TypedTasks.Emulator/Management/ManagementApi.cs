using System.Xml.Linq;
using TypedTasks.Emulator.Codec;
using TypedTasks.Emulator.Entities;
using TypedTasks.Emulator.Entities.Rules;

namespace TypedTasks.Emulator.Management;

/// <summary>The management API: descriptions of entities in ATOM, as administration clients read and write them. No socket in sight.</summary>
internal sealed class ManagementApi(Broker broker)
{
    private readonly EntityEditor editor = new(broker);
    private readonly long startedAt = broker.Time.GetUtcNow().ToUnixTimeMilliseconds();

    private EntityDirectory Directory => broker.Directory;

    public ManagementAnswer Handle(ManagementRequest request)
    {
        var path = ResourcePath.Parse(request.Path);
        var description = request.Verb == "PUT" ? ReadEntry(request.Body) : null;
        try
        {
            using (broker.Enter())
            {
                if (broker.Meter.Refusal() is { } busy)
                    throw new ManagementException(503, $"SubCode=50009. {busy.Description}");
                broker.Meter.Manage();
                return request.Verb switch
                {
                    "GET" => Get(request, path),
                    "PUT" => Put(request, path, description!),
                    "DELETE" => Delete(path),
                    _ => throw new ManagementException(405, $"The method {request.Verb} is not supported: use GET, PUT or DELETE."),
                };
            }
        }
        catch (AmqpException refusal) when (refusal.Condition == ErrorCondition.EntityAlreadyExists)
        {
            throw ManagementException.Exists(path.RulePath);
        }
        catch (AmqpException refusal)
        {
            throw refusal.Condition == ErrorCondition.ResourceLimitExceeded
                ? new ManagementException(403, $"SubCode=40300. {refusal.Message}")
                : ManagementException.BadRequest(refusal.Message);
        }
    }

    private static XElement ReadEntry(byte[] body)
    {
        var entry = XmlText.Parse(body);
        return entry.Element(Xmlns.Atom + "content")?.Elements().FirstOrDefault()
            ?? throw ManagementException.BadRequest("The body must be an ATOM entry with a description as its content.");
    }

    private ManagementAnswer Get(ManagementRequest request, ResourcePath path)
    {
        var atom = Atom(request);
        return new(200, path.Kind switch
        {
            ResourceKind.Namespace => atom.NamespaceInfo(startedAt, TierRules.NameOf(broker.Meter.Tier)),
            ResourceKind.QueueList => Page(request, path, "Queues", Directory.Queues, queue => queue.Path),
            ResourceKind.TopicList => Page(request, path, "Topics", Directory.Topics, topic => topic.Inbox.Path),
            ResourceKind.SubscriptionList => Page(request, path, "Subscriptions", TopicOf(path).Subscriptions, subscription => subscription.Options.Name),
            ResourceKind.RuleList => Page(request, path, "Rules", SubscriptionOf(path).Rules, rule => rule.Name),
            ResourceKind.Subscription => Entry(request, SubscriptionOf(path)),
            ResourceKind.Rule => Entry(request, path, RuleOf(path)),
            _ when Directory.FindQueue(path.Name) is { } queue => Entry(request, queue),
            _ when Directory.FindTopic(path.Name) is { } topic => Entry(request, topic),
            _ => atom.Nothing(),
        });
    }

    private ManagementAnswer Put(ManagementRequest request, ResourcePath path, XElement description)
    {
        var entry = (path.Kind, description.Name.LocalName) switch
        {
            (ResourceKind.Entity, DescriptionParser.Queue) => Entry(request, PutQueue(request, path, description)),
            (ResourceKind.Entity, DescriptionParser.Topic) => Entry(request, PutTopic(request, path, description)),
            (ResourceKind.Subscription, DescriptionParser.Subscription) => Entry(request, PutSubscription(request, path, description)),
            (ResourceKind.Rule, RuleDescriptions.Kind) => Entry(request, path, PutRule(request, path, description)),
            var (_, kind) => throw ManagementException.BadRequest($"A {kind} cannot be put at this address."),
        };
        return new(request.IsUpdate ? 200 : 201, entry);
    }

    private ManagementAnswer Delete(ResourcePath path)
    {
        var found = path.Kind switch
        {
            ResourceKind.Entity => Directory.RemoveQueue(path.Name) || Directory.RemoveTopic(path.Name),
            ResourceKind.Subscription => TopicOf(path).Remove(path.Subscription) ? true : throw ManagementException.NotFound(path.SubscriptionPath),
            ResourceKind.Rule => SubscriptionOf(path).Remove(path.Rule) ? true : throw ManagementException.NotFound(path.RulePath),
            _ => throw ManagementException.BadRequest("Only entities and rules can be deleted."),
        };
        return found ? new(200) : throw ManagementException.NoService();
    }

    private MessageQueue PutQueue(ManagementRequest request, ResourcePath path, XElement description)
    {
        EntityName.Check(request.Root, path.Name, EntityName.MaxEntity, mayHaveSlashes: true);
        var (options, facts) = DescriptionParser.ReadQueue(path.Name, description, broker.Now);
        if (!request.IsUpdate)
            return editor.Create(options, facts);
        var queue = Directory.FindQueue(path.Name) ?? throw ManagementException.NotFound(path.Name);
        editor.Update(queue, options, facts);
        return queue;
    }

    private Topic PutTopic(ManagementRequest request, ResourcePath path, XElement description)
    {
        EntityName.Check(request.Root, path.Name, EntityName.MaxEntity, mayHaveSlashes: true);
        var (options, facts) = DescriptionParser.ReadTopic(path.Name, description, broker.Now);
        if (!request.IsUpdate)
            return editor.Create(options, facts);
        var topic = Directory.FindTopic(path.Name) ?? throw ManagementException.NotFound(path.Name);
        editor.Update(topic, options, facts);
        return topic;
    }

    private Subscription PutSubscription(ManagementRequest request, ResourcePath path, XElement description)
    {
        EntityName.Check(request.Root, path.Subscription, EntityName.MaxPart, mayHaveSlashes: false);
        var topic = TopicOf(path);
        var (options, facts) = DescriptionParser.ReadSubscription(path.Subscription, description, broker.Now);
        if (!request.IsUpdate)
            return editor.Create(topic, options, facts);
        var subscription = SubscriptionOf(path);
        editor.Update(subscription, options, facts);
        return subscription;
    }

    private Rule PutRule(ManagementRequest request, ResourcePath path, XElement description)
    {
        EntityName.Check(request.Root, path.Rule, EntityName.MaxPart, mayHaveSlashes: false);
        var subscription = SubscriptionOf(path);
        var options = RuleDescriptions.Read(description, path.Rule);
        return request.IsUpdate ? editor.Update(subscription, options) : editor.Create(subscription, options);
    }

    private Topic TopicOf(ResourcePath path) => Directory.FindTopic(path.Name) ?? throw ManagementException.NotFound(path.Name);

    private Subscription SubscriptionOf(ResourcePath path) =>
        TopicOf(path).Find(path.Subscription) ?? throw ManagementException.NotFound(path.SubscriptionPath);

    private Rule RuleOf(ResourcePath path) => SubscriptionOf(path).Find(path.Rule) ?? throw ManagementException.NotFound(path.RulePath);

    private AtomWriter Atom(ManagementRequest request) => new(request.Root, request.VersionQuery, broker.ToClients(broker.Now));

    private XElement Entry(ManagementRequest request, MessageQueue queue) =>
        Atom(request).Entry(queue.Path, queue.Path, new DescriptionWriter(request.EntityRoot).Describe(queue));

    private XElement Entry(ManagementRequest request, Topic topic) =>
        Atom(request).Entry(topic.Inbox.Path, topic.Inbox.Path, DescriptionWriter.Describe(topic, request.HasFilterCounts));

    private XElement Entry(ManagementRequest request, Subscription subscription) =>
        Atom(request).Entry(subscription.Queue.Path, subscription.Options.Name, new DescriptionWriter(request.EntityRoot).Describe(subscription));

    private XElement Entry(ManagementRequest request, ResourcePath path, Rule rule) =>
        Atom(request).Entry((path with { Rule = rule.Name }).RulePath, rule.Name, RuleDescriptions.Describe(rule));

    private XElement Page<T>(ManagementRequest request, ResourcePath path, string title, IEnumerable<T> all, Func<T, string> name)
        where T : class
    {
        var (skip, top) = (request.Skip, request.Top);
        var ordered = all.OrderBy(name, StringComparer.OrdinalIgnoreCase).Skip(skip).Take(top + 1).ToList();
        var entries = ordered.Take(top).Select(item => item switch
        {
            MessageQueue queue => Entry(request, queue),
            Topic topic => Entry(request, topic),
            Subscription subscription => Entry(request, subscription),
            Rule rule => Entry(request, path, rule),
            _ => throw new InvalidOperationException($"There is no entry for a {typeof(T)}."),
        });
        var next = ordered.Count > top ? $"{request.VersionQuery}&$skip={skip + top}&$top={top}" : null;
        return Atom(request).Feed(request.Path, title, entries, next);
    }
}
