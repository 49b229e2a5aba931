namespace TypedTasks;

/// <summary>Names of queues.</summary>
public static class QueueNames
{
    /// <summary>The queue of every task that names none.</summary>
    public const string Default = "typedtasks";

    private const string High = "-high";
    private const string Low = "-low";
    private const string InOrder = "-ordered";

    /// <summary>The queue in which steps of a priority wait: <c>NAME-high</c>, <c>NAME</c> or <c>NAME-low</c>.</summary>
    /// <param name="queue">The name of the queue.</param>
    /// <param name="priority">The priority.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such priority.</exception>
    public static string WithPriority(string queue, TaskPriority priority)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(queue);
        return priority switch
        {
            TaskPriority.High => queue + High,
            TaskPriority.Normal => queue,
            TaskPriority.Low => queue + Low,
            _ => throw new ArgumentOutOfRangeException(nameof(priority), priority, "The priority is High, Normal or Low."),
        };
    }

    /// <summary>The queues in which steps of every priority wait, the most urgent first.</summary>
    /// <param name="queue">The name of the queue.</param>
    public static IReadOnlyList<string> WithPriorities(string queue) =>
        [WithPriority(queue, TaskPriority.High), queue, WithPriority(queue, TaskPriority.Low)];

    /// <summary>The queue in which steps with an ordering key wait: <c>NAME-ordered</c>.</summary>
    /// <param name="queue">The name of the queue.</param>
    public static string Ordered(string queue)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(queue);
        return queue + InOrder;
    }

    /// <summary>The queue beside which that one lies in which steps with an ordering key wait.</summary>
    internal static string Beside(string ordered) => ordered[..^InOrder.Length];

    /// <summary>The queues that come before this one, where steps have priorities.</summary>
    internal static IEnumerable<string> MoreUrgent(string queue)
    {
        if (queue.EndsWith(Low, StringComparison.Ordinal))
            return WithPriorities(queue[..^Low.Length]).Take(2);
        return queue.EndsWith(High, StringComparison.Ordinal) ? [] : [queue + High];
    }
}
