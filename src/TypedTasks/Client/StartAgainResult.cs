namespace TypedTasks;

/// <summary>What became of a call of <see cref="ITaskClient.StartAgainAsync"/>.</summary>
/// <param name="FlowId">The flow whose plan was to start again; it stays as it is.</param>
/// <param name="StartedId">The id of the flow that was started; null where none was.</param>
/// <param name="Refusal">Why none was started; null where one was.</param>
/// <param name="HeldBy">The flow that holds the unique key, where that is why; otherwise null.</param>
public sealed record StartAgainResult(string FlowId, string? StartedId, FlowRefusal? Refusal = null, string? HeldBy = null)
{
    /// <summary>Why no flow was started, as a sentence that says what to do; null where one was.</summary>
    public string? Reason => Refusal is { } refusal ? RefusalText.Of(refusal, FlowId, HeldBy) : null;

    /// <summary>What became of it, as a sentence.</summary>
    public override string ToString() => Reason ?? $"Flow {StartedId} was started with the plan of flow {FlowId}.";
}
