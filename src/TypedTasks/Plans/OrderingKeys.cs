using TypedTasks.Serialization;

namespace TypedTasks.Plans;

/// <summary>What an ordering key may be, and what a step with one may not have.</summary>
internal static class OrderingKeys
{
    // Azure Service Bus: a session id has at most 128 characters.
    private const int MaxLength = 128;

    public static void Check(string key)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(key);
        WholeText.Check(key);
        if (key.Length > MaxLength)
        {
            throw new ArgumentException(
                $"The ordering key has {key.Length} characters; at most {MaxLength} are allowed. Use a hash of it.", nameof(key));
        }
    }

    /// <summary>Refuses, for a step in its line, whatever would let others overtake it.</summary>
    /// <exception cref="InvalidOperationException">It has an option that cannot be kept.</exception>
    public static void Check(StepCall step, StepOptions options, TaskPriority? priority)
    {
        if (options.OrderingKey is null)
            return;
        if (priority is not (null or TaskPriority.Normal))
            throw Refuse(step, "a priority", "Steps in a line do not overtake each other: leave one of them out.");
        if (options.Delay > TimeSpan.Zero || options.At is not null)
            throw Refuse(step, "a delay", "While it waits, others would overtake it: leave one of them out, or let a step before it wait.");
        if (options.LimitKey is not null)
            throw Refuse(step, "a concurrency limit", "While it waits for a permit, others would overtake it: the key alone lets one run at a time.");
    }

    /// <summary>The first of the steps that a node starts with, where all of them stand in one line; otherwise null.</summary>
    public static StepCall? LineOf(PlanNode node) =>
        FirstSteps(node).FirstOrDefault() is { OrderingKey: { } key } first
        && FirstSteps(node).All(s => s.OrderingKey == key && s.QueueName == first.QueueName)
            ? first
            : null;

    /// <summary>The steps that a node starts with.</summary>
    public static IEnumerable<StepCall> FirstSteps(PlanNode node) =>
        node.Call is { } call ? [call]
        : node.IsParallel ? node.Children.SelectMany(FirstSteps)
        : node.Children.IsEmpty ? []
        : FirstSteps(node.Children[0]);

    private static InvalidOperationException Refuse(StepCall step, string what, string why) =>
        new($"The call of task '{step.Name}' has an ordering key and {what}. {why}");
}
