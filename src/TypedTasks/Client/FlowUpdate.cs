namespace TypedTasks;

/// <summary>Where a flow stands at a moment, as <see cref="ITaskClient.WatchAsync"/> tells it. As JSON its states are text; name it in a <c>JsonSerializerContext</c> of yours where reflection is off.</summary>
/// <param name="FlowId">The id of the flow.</param>
/// <param name="State">Its state.</param>
/// <param name="Steps">How many steps of each task stand in each state, and what those that run report, as far as their history is known.</param>
public sealed record FlowUpdate(string FlowId, FlowState State, IReadOnlyList<StepCount> Steps)
{
    /// <summary>The line in which it runs (<c>InTurn</c>), and its place while it waits there; null where it runs in none.</summary>
    public FlowTurn? Turn { get; init; }

    /// <summary>
    /// What is recorded of what it waits for, in order of path, the first hundred: events, retries, limits, tasks that no worker knows. What follows from the plan, such as steps whose predecessor runs, tells <see cref="ITaskClient.GetAsync"/>.
    /// </summary>
    public IReadOnlyList<FlowWait> Waits { get; init; } = [];

    /// <summary>When it ended, or null.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Why it failed, or is being undone; null otherwise.</summary>
    public TaskFailure? Failure { get; init; }

    internal bool Tells(FlowUpdate? before) =>
        before is null || State != before.State || Turn != before.Turn || EndedAt != before.EndedAt || !Steps.SequenceEqual(before.Steps) || !Waits.SequenceEqual(before.Waits);
}
