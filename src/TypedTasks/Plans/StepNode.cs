namespace TypedTasks.Plans;

/// <summary>A call of one task.</summary>
/// <param name="Task">The name on the wire.</param>
/// <param name="Queue">The queue, or null for the default.</param>
/// <param name="Missing">How many leading required parameters the input fills.</param>
/// <param name="Arguments">The arguments that are given.</param>
internal sealed record StepNode(string Task, string? Queue, int Missing, IArgumentSource Arguments) : PlanNode
{
    /// <summary>Whether the task returns a signature that takes the place of the step.</summary>
    public bool IsReplaced { get; init; }

    public override bool TakesInput => Missing > 0;

    public string? OrderingKey => Options?.OrderingKey;

    public string QueueName => Options?.Queue ?? Queue ?? QueueNames.Default;
}
