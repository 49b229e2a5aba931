namespace TypedTasks;

/// <summary>What became of a call of <see cref="ITaskClient.RetryAsync"/>.</summary>
/// <param name="FlowId">The flow.</param>
/// <param name="State">Its state after the call.</param>
/// <param name="Refusal">Why this call has not retried it; null where it has.</param>
/// <param name="HeldBy">The flow that holds its unique key, where that is why; otherwise null.</param>
public sealed record RetryResult(string FlowId, FlowState State, FlowRefusal? Refusal = null, string? HeldBy = null)
{
    /// <summary>Whether this call has retried it. A call that is repeated because its answer was lost finds the flow running, and has not.</summary>
    public bool IsRetried => Refusal is null;

    /// <summary>Why it was not retried, as a sentence that says what to do; null where it was.</summary>
    public string? Reason => Refusal switch
    {
        null => null,
        FlowRefusal.Succeeded => $"Flow {FlowId} has succeeded, so there is nothing to retry. {RefusalText.StartAgain(FlowId)}",
        FlowRefusal.Cancelled => $"Flow {FlowId} was cancelled, and a cancelled flow is not retried. {RefusalText.StartAgain(FlowId)}",
        FlowRefusal.Undone => $"Something of flow {FlowId} was undone, because a step with a compensation had succeeded, so it cannot go on from where it failed. {RefusalText.StartAgain(FlowId)}",
        FlowRefusal.MessagesLost => $"The messages of flow {FlowId} are gone with a broker that kept nothing, so it cannot go on from where it failed. {RefusalText.StartAgain(FlowId)}",
        FlowRefusal.RetriedMeanwhile => $"Another call has retried flow {FlowId} meanwhile, and it has failed again. Look at its failure, and retry it again.",
        { } refusal => RefusalText.Of(refusal, FlowId, HeldBy),
    };

    /// <summary>What became of it, as a sentence.</summary>
    public override string ToString() => Reason ?? $"Flow {FlowId} runs again.";
}
