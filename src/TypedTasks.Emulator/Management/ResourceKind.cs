namespace TypedTasks.Emulator.Management;

/// <summary>The kinds of things that the management API has URLs for.</summary>
internal enum ResourceKind
{
    Namespace,
    QueueList,
    TopicList,
    Entity,
    SubscriptionList,
    Subscription,
    RuleList,
    Rule,
}
