namespace TypedTasks;

/// <summary>A flow and all its steps.</summary>
/// <param name="Flow">The flow.</param>
/// <param name="Steps">
/// Its steps, in the order of their paths. The elements of an <c>Each</c> are listed once one of them has ended. Empty for a
/// flow that the store does not know.
/// </param>
public sealed record FlowDetails(FlowSummary Flow, IReadOnlyList<StepStatus> Steps)
{
    /// <summary>The line in which it runs, and its place there; null where it runs in none.</summary>
    public FlowTurn? Turn { get; init; }

    /// <summary>The events that it waits for now, in the order of the paths of its waits: name, key, and until when.</summary>
    public IReadOnlyList<FlowWait> Events { get; init; } = [];
}
