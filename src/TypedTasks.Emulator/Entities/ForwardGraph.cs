namespace TypedTasks.Emulator.Entities;

/// <summary>
/// Where entities pass their messages and dead letters on to. It must lead to something, and never back: what went round would end in
/// a transfer dead-letter queue after a few hops, where nobody looks.
/// </summary>
internal sealed class ForwardGraph(Func<string, IEnumerable<string>?> next)
{
    /// <summary>The graph of entities that are there.</summary>
    public static ForwardGraph Of(EntityDirectory directory) => new(name =>
        directory.FindQueue(name) is { } queue ? Destinations(queue.Options)
        : directory.FindTopic(name) is { } topic ? topic.Subscriptions.SelectMany(subscription => Destinations(subscription.Queue.Options))
        : null);

    /// <summary>The graph of entities that are declared, and of names that are known otherwise.</summary>
    public static ForwardGraph Of(IEnumerable<QueueOptions> queues, IEnumerable<TopicOptions> topics, Func<string, bool> isKnown)
    {
        var edges = new Dictionary<string, IEnumerable<string>>(StringComparer.OrdinalIgnoreCase);
        foreach (var queue in queues)
            edges[queue.Name] = Destinations(queue);
        foreach (var topic in topics)
            edges[topic.Name] = topic.Subscriptions.SelectMany(subscription => Destinations(subscription.ToQueue()));
        return new(name => edges.TryGetValue(name, out var destinations) ? destinations : isKnown(name) ? [] : null);
    }

    /// <summary>Refuses a queue that passes on to nothing, to itself or in a circle.</summary>
    /// <exception cref="ArgumentException">It does; the text says how.</exception>
    public void Check(QueueOptions queue) => Check($"Queue '{queue.Name}'", queue.Name, queue);

    /// <summary>Refuses a subscription that passes on to nothing or, in a circle, to its own topic.</summary>
    /// <exception cref="ArgumentException">It does; the text says how.</exception>
    public void Check(string topic, SubscriptionOptions subscription) =>
        Check($"Subscription '{subscription.Name}' of topic '{topic}'", topic, subscription.ToQueue());

    private static IEnumerable<string> Destinations(QueueOptions options) =>
        new[] { options.ForwardTo, options.ForwardDeadLetteredMessagesTo }.OfType<string>();

    private void Check(string subject, string origin, QueueOptions options)
    {
        Check(subject, "ForwardTo", origin, options.ForwardTo);
        Check(subject, "ForwardDeadLetteredMessagesTo", origin, options.ForwardDeadLetteredMessagesTo);
    }

    private void Check(string subject, string property, string origin, string? destination)
    {
        if (destination is null)
            return;
        if (Same(destination, origin))
            throw new ArgumentException($"{subject} has '{destination}' as its {property}, which is where its messages come from.");
        if (next(destination) is null)
            throw new ArgumentException($"{subject} has '{destination}' as its {property}, and there is no such queue or topic: make that first.");
        if (Circle(origin, destination) is { } circle)
            throw new ArgumentException($"{subject} has '{destination}' as its {property}, from where messages come back: {string.Join(" to ", [origin, .. circle])}.");
    }

    /// <summary>The way from a destination back to the origin, if there is one.</summary>
    private List<string>? Circle(string origin, string destination)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var ways = new Stack<List<string>>([[destination]]);
        while (ways.TryPop(out var way))
        {
            if (Same(way[^1], origin))
                return way;
            if (!seen.Add(way[^1]))
                continue;
            foreach (var further in next(way[^1]) ?? [])
                ways.Push([.. way, further]);
        }

        return null;
    }

    private static bool Same(string left, string right) => left.Equals(right, StringComparison.OrdinalIgnoreCase);
}
