namespace TypedTasks.Plans;

/// <summary>A call of one task.</summary>
/// <param name="Name">The name of the task on the wire.</param>
/// <param name="Queue">The queue, or null for the default.</param>
/// <param name="Missing">How many leading required parameters the input fills.</param>
/// <param name="Arguments">The arguments that are given.</param>
internal sealed record StepCall(string Name, string? Queue, int Missing, IArgumentSource Arguments)
{
    public StepOptions? Options { get; init; }

    /// <summary>Whether the task returns a signature that takes the place of the step.</summary>
    public bool IsReplaced { get; init; }

    public string? OrderingKey => Options?.OrderingKey;

    public string QueueName => Options?.Queue ?? Queue ?? QueueNames.Default;
}
