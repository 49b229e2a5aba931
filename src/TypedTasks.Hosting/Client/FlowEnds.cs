using TypedTasks.Serialization;
using TypedTasks.Storage;

namespace TypedTasks.Hosting.Client;

/// <summary>What a flow that has ended is to whoever waits for its result.</summary>
internal static class FlowEnds
{
    /// <exception cref="TaskFailedException">It has failed.</exception>
    /// <exception cref="FlowCancelledException">It was cancelled.</exception>
    /// <exception cref="FlowUnknownException">The store does not know it.</exception>
    public static void ThrowUnlessSucceeded(FlowRecord flow)
    {
        if (flow.State == FlowState.Succeeded)
            return;
        throw flow.State switch
        {
            FlowState.Failed => new TaskFailedException(flow.Key.FlowId, FailureJson.Read(flow.Outcome.Failure!.Value)),
            FlowState.Cancelled => new FlowCancelledException(flow.Key.FlowId),
            _ => new FlowUnknownException(flow.Key.FlowId),
        };
    }
}
