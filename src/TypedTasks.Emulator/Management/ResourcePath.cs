namespace TypedTasks.Emulator.Management;

/// <summary>What a URL of the management API speaks of. The parts are names, not encoded any more.</summary>
internal readonly record struct ResourcePath(ResourceKind Kind, string Name = "", string Subscription = "", string Rule = "")
{
    private const string Resources = "$Resources/";
    private const string Subscriptions = "/Subscriptions";
    private const string Rules = "/Rules";

    public string SubscriptionPath => $"{Name}/Subscriptions/{Subscription}";

    public string RulePath => $"{SubscriptionPath}/Rules/{Rule}";

    /// <summary>Reads the path of a URL, or of an entity in the journal, without its first slash.</summary>
    public static ResourcePath Parse(string path)
    {
        if (Same(path, "$namespaceinfo"))
            return new(ResourceKind.Namespace);
        if (path.StartsWith(Resources, StringComparison.OrdinalIgnoreCase))
        {
            return Same(path[Resources.Length..], "Queues") ? new(ResourceKind.QueueList)
                : Same(path[Resources.Length..], "Topics") ? new(ResourceKind.TopicList)
                : throw ManagementException.NoService();
        }

        // Names of queues and topics may contain slashes, those below them may not: what counts is the last marker.
        if (Split(path, Subscriptions) is not var (topic, below))
            return new(ResourceKind.Entity, path);
        if (below.Length == 0)
            return new(ResourceKind.SubscriptionList, topic);
        if (Split(below, Rules) is not var (subscription, rule))
            return new(ResourceKind.Subscription, topic, below);
        return new(rule.Length == 0 ? ResourceKind.RuleList : ResourceKind.Rule, topic, subscription, rule);
    }

    private static (string Before, string After)? Split(string path, string marker)
    {
        if (path.EndsWith(marker, StringComparison.OrdinalIgnoreCase))
            return (path[..^marker.Length], "");
        var at = path.LastIndexOf(marker + "/", StringComparison.OrdinalIgnoreCase);
        return at <= 0 ? null : (path[..at], path[(at + marker.Length + 1)..]);
    }

    private static bool Same(string left, string right) => left.Equals(right, StringComparison.OrdinalIgnoreCase);
}
