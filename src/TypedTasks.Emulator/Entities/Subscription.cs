using TypedTasks.Emulator.Codec;
using TypedTasks.Emulator.Entities.Rules;

namespace TypedTasks.Emulator.Entities;

/// <summary>A queue that takes from its topic what its rules let through.</summary>
internal sealed class Subscription
{
    private const int MaxRules = 2000;
    private readonly List<Rule> _rules = [];

    public Subscription(Broker broker, Topic topic, SubscriptionOptions options)
    {
        Options = options;
        Queue = new MessageQueue(broker, $"{topic.Options.Name}/Subscriptions/{options.Name}", options.ToQueue(), root: topic.Inbox);
        foreach (var rule in options.Rules) Add(rule);
        if (options.Rules.Count == 0) Add(new RuleOptions { Name = Rule.DefaultName });
    }

    public SubscriptionOptions Options { get; }

    public MessageQueue Queue { get; }

    public IReadOnlyList<Rule> Rules => _rules;

    public void Add(RuleOptions options)
    {
        if (Find(options.Name) >= 0)
            throw new AmqpException(ErrorCondition.EntityAlreadyExists, $"The rule '{options.Name}' exists already.");
        if (_rules.Count >= MaxRules) throw new AmqpException(ErrorCondition.ResourceLimitExceeded, "The subscription has too many rules.");
        _rules.Add(new Rule(options));
    }

    public bool Remove(string name)
    {
        var index = Find(name);
        if (index < 0) return false;
        _rules.RemoveAt(index);
        return true;
    }

    /// <summary>Takes one copy for all rules that only filter, and one for each that also acts.</summary>
    public void Offer(BrokerMessage message, MessageView view)
    {
        var plain = false;
        foreach (var rule in _rules)
        {
            if ((rule.Action is null && plain) || !rule.Filter.Matches(view)) continue;
            if (rule.Action is null)
            {
                plain = true;
                Queue.Admit(message.Content, message.Hops, message.SequenceNumber, null, message.ExpiresAt);
            }
            else
            {
                var changed = rule.Action.Apply(message.Content, new MessageView(message.Content, message.EnqueuedAt));
                Queue.Admit(changed, message.Hops, message.SequenceNumber, null, message.ExpiresAt);
            }
        }
    }

    private int Find(string name) => _rules.FindIndex(rule => rule.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}
