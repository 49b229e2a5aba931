namespace TypedTasks;

/// <summary>Why a flow is not run again, for people.</summary>
internal static class RefusalText
{
    public static string Of(FlowRefusal refusal, string flowId, string? heldBy) => refusal switch
    {
        FlowRefusal.NotFound => $"The store does not know flow {flowId}: it was sent without a handle, enqueued to another store, or is no longer kept.",
        FlowRefusal.Running => $"Flow {flowId} runs. Wait until it has ended, or cancel it.",
        FlowRefusal.Compensating => $"Flow {flowId} is being undone: its compensations run. Ask again when it has ended.",
        FlowRefusal.KeyHeld => $"Flow {heldBy} holds the unique key of flow {flowId}. Ask again when that one has ended, or cancel it.",
        _ => $"Flow {flowId} is not run again: {refusal}.",
    };

    public static string StartAgain(string flowId) =>
        $"client.StartAgainAsync(\"{flowId}\") starts the same plan as a new flow, from its first step.";
}
