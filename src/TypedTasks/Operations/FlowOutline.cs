namespace TypedTasks.Operations;

/// <summary>A flow as a tree.</summary>
/// <param name="Flow">The flow.</param>
/// <param name="Root">Its plan; null where the plan cannot be read here, since it is protected with a key that this process does not have.</param>
public sealed record FlowOutline(FlowSummary Flow, OutlineNode? Root)
{
    /// <summary>What undoes it, while that runs and afterwards; null where nothing was undone.</summary>
    public OutlineNode? Undoing { get; init; }

    /// <summary>The line in which it runs, and its place there; null where it runs in none.</summary>
    public FlowTurn? Turn { get; init; }

    /// <summary>The path of a step that has failed and did not succeed later, to begin to read with; null where there is none.</summary>
    public string? FailedPath { get; init; }
}
