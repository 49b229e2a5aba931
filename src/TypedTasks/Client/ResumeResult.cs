namespace TypedTasks;

/// <summary>What became of a call of <see cref="ITaskClient.ResumeAsync"/>.</summary>
/// <param name="FlowId">The flow.</param>
/// <param name="State">Its state.</param>
/// <param name="Sent">How many messages were sent again.</param>
public sealed record ResumeResult(string FlowId, FlowState State, int Sent)
{
    /// <summary>Why nothing was sent, as a sentence that says what to do; null where something was.</summary>
    public string? Reason => Sent > 0 ? null : State switch
    {
        FlowState.Unknown => RefusalText.Of(FlowRefusal.NotFound, FlowId, null),
        FlowState.Running or FlowState.Compensating =>
            $"The store keeps no message of flow {FlowId} that lies at a broker: it was enqueued without TypedTasksOptions.RecordHandOffs, or waits in line for a limit. "
            + $"To run it anew, cancel it, and call client.StartAgainAsync(\"{FlowId}\").",
        FlowState.Failed => $"Flow {FlowId} has failed: call client.RetryAsync(\"{FlowId}\").",
        _ => $"Flow {FlowId} has ended, so nothing of it is missing. {RefusalText.StartAgain(FlowId)}",
    };

    /// <summary>What became of it, as a sentence.</summary>
    public override string ToString() => Reason ?? $"{Sent} message{(Sent == 1 ? "" : "s")} of flow {FlowId} {(Sent == 1 ? "was" : "were")} sent again.";
}
