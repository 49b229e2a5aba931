namespace TypedTasks.Operations;

/// <summary>What became of an action.</summary>
/// <param name="IsDone">Whether it was done.</param>
/// <param name="Text">What became of it, as a sentence; where it was refused, with what to do.</param>
public sealed record ActionResult(bool IsDone, string Text)
{
    /// <summary>The flow that was started, where one was; otherwise null.</summary>
    public string? StartedId { get; init; }
}
