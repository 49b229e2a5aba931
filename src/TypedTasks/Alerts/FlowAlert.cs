namespace TypedTasks;

/// <summary>What somebody is told of a flow (<c>OnFailed</c>, <c>OnLate</c>, <c>OnQuiet</c>). A task may take it as a parameter.</summary>
/// <param name="Kind">Why.</param>
/// <param name="FlowId">The flow: of several that are alike the last one.</param>
/// <param name="FlowName">What people call it, or null.</param>
/// <param name="Fingerprint">What alike flows have in common: of failures <see cref="FailureKind.Fingerprint"/>, otherwise the name of the flow, or its tasks where it has none.</param>
/// <param name="Text">What is the matter, in a sentence or two.</param>
/// <param name="At">When it failed, was to have ended, or was heard of last.</param>
/// <param name="Count">How many flows stand so now, this one included; at most 1,000.</param>
public sealed record FlowAlert(AlertKind Kind, string FlowId, string? FlowName, string Fingerprint, string Text, DateTimeOffset At, int Count)
{
    /// <summary>Why the flow failed; null where it did not.</summary>
    public string? ErrorType { get; init; }

    /// <summary>The task that failed; null where none did.</summary>
    public string? Task { get; init; }
}
