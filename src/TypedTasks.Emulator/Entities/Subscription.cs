using TypedTasks.Emulator.Codec;
using TypedTasks.Emulator.Entities.Rules;

namespace TypedTasks.Emulator.Entities;

/// <summary>A queue that takes from its topic what its rules let through.</summary>
internal sealed class Subscription
{
    private const int MaxRules = 2000;
    private readonly Broker broker;
    private readonly List<Rule> rules = [];

    public Subscription(Broker broker, Topic topic, SubscriptionOptions options)
    {
        this.broker = broker;
        Topic = topic;
        Options = options;
        Queue = new MessageQueue(broker, $"{topic.Options.Name}/Subscriptions/{options.Name}", options.ToQueue(), root: topic.Inbox);
        foreach (var rule in options.Rules)
            Add(rule);
        if (options is { Rules.Count: 0, HasDefaultRule: true })
            Add(new RuleOptions { Name = Rule.DefaultName });
    }

    public SubscriptionOptions Options { get; private set; }

    public Topic Topic { get; }

    public MessageQueue Queue { get; }

    public IReadOnlyList<Rule> Rules => rules;

    public Rule Add(RuleOptions options)
    {
        if (IndexOf(options.Name) >= 0)
            throw new AmqpException(ErrorCondition.EntityAlreadyExists, $"The rule '{options.Name}' exists already.");
        if (rules.Count >= MaxRules)
            throw new AmqpException(ErrorCondition.ResourceLimitExceeded, "The subscription has too many rules.");
        var rule = new Rule(options, broker.ToClients(broker.Now));
        rules.Add(rule);
        return rule;
    }

    /// <summary>Puts a rule in the place of the one with its name; null if there is none.</summary>
    public Rule? Replace(RuleOptions options)
    {
        var index = IndexOf(options.Name);
        if (index < 0)
            return null;
        return rules[index] = new Rule(options, rules[index].CreatedAt) { IsDeclared = rules[index].IsDeclared };
    }

    public Rule? Find(string name) => IndexOf(name) is var index and >= 0 ? rules[index] : null;

    public bool Remove(string name)
    {
        var index = IndexOf(name);
        if (index < 0)
            return false;
        broker.Journal?.Undefine(PathOf(name), rules[index].IsDeclared);
        rules.RemoveAt(index);
        return true;
    }

    public string PathOf(string rule) => $"{Queue.Path}/Rules/{rule}";

    public void Change(SubscriptionOptions options)
    {
        Options = options;
        Queue.Change(options.ToQueue());
    }

    public void Close(AmqpError error)
    {
        foreach (var rule in rules)
            broker.Journal?.Undefine(PathOf(rule.Name), isDeclared: false);
        Queue.Close(error);
    }

    /// <summary>Takes one copy for all rules that only filter, and one for each that also acts.</summary>
    public void Offer(BrokerMessage message, MessageView view)
    {
        var plain = false;
        broker.Meter.Filter(rules.Count);
        foreach (var rule in rules)
        {
            if ((rule.Action is null && plain) || !rule.Filter.Matches(view))
                continue;
            if (rule.Action is null)
            {
                plain = true;
                Intake.AdmitPassed(Queue, message.Content, message.Hops, message.SequenceNumber, null, message.ExpiresAt);
            }
            else
            {
                var changed = rule.Action.Apply(message.Content, new MessageView(message.Content, broker.ToClients(message.EnqueuedAt)));
                Intake.AdmitPassed(Queue, changed, message.Hops, message.SequenceNumber, null, message.ExpiresAt);
            }
        }
    }

    private int IndexOf(string name) => rules.FindIndex(rule => rule.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}
