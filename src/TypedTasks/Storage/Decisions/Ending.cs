using static TypedTasks.Storage.StoreChange;

namespace TypedTasks.Storage.Decisions;

/// <summary>How a flow ends. The first end stays.</summary>
public static class Ending
{
    /// <summary>Ends a flow that is running.</summary>
    /// <param name="o">The operation.</param>
    /// <param name="flow">The flow, or null.</param>
    /// <param name="isOutweighed">Whether the scope that outweighs the end has completed; only where the operation names one.</param>
    /// <param name="stepRuns">Whether a step of the flow's generation has begun and not ended; only asked where <see cref="WaitsForSteps"/>.</param>
    /// <param name="awaiting">The messages that wait for the turn of the flow; only asked where it <see cref="FlowHeader.AwaitsTurn"/>.</param>
    /// <param name="now">Now.</param>
    public static Decision<FlowRecord> Finish(
        FinishFlow o, FlowHeader? flow, bool isOutweighed, bool stepRuns, IReadOnlyList<OwedMessage> awaiting, DateTimeOffset now)
    {
        if (flow is null)
            return Decision<FlowRecord>.Nothing(FlowRecord.Unknown(o.Key));
        if (isOutweighed || !MayFinish(o, flow))
            return Decision<FlowRecord>.Nothing(flow.ToRecord());

        List<StoreChange> changes = [];
        if (o.State == FlowState.Succeeded)
        {
            flow = Turning.Leave(flow with { State = o.State, Outcome = o.Outcome, EndedAt = now }, awaiting, changes);
            changes.Add(new FlowChanged(flow));
            if (flow.CompensationId is not null)
                changes.Add(new OwedDeleted(flow.CompensationId, Waits: true));
            return new(flow.ToRecord(), changes);
        }

        flow = flow.CompensationId is null
            ? flow with { State = o.State, Outcome = o.Outcome, EndedAt = now, Failure = o.Kind?.Fingerprint }
            : flow with { State = FlowState.Compensating, Outcome = o.Outcome, Failure = o.Kind?.Fingerprint };

        // The failure of a step was seen when that failed.
        if (o.Kind is { Task.Length: 0 } kind)
            changes.Add(new FailureSeen(kind, flow.Key.FlowId, "", now));
        flow = Turning.Leave(flow, awaiting, changes);
        changes.Add(new FlowChanged(flow));
        changes.Add(new ScopeCancelled(flow.Key, "", now));
        return new((stepRuns ? flow : Compensating.Start(flow, now, changes)).ToRecord(), changes);
    }

    /// <summary>Whether the end makes the flow wait for steps that run: compensations start when nothing runs any more.</summary>
    /// <param name="o">The operation.</param>
    /// <param name="flow">The flow, or null.</param>
    public static bool WaitsForSteps(FinishFlow o, FlowHeader? flow) =>
        flow is { CompensationId: not null } && o.State != FlowState.Succeeded && MayFinish(o, flow);

    /// <summary>Ends a flow whose compensations have ended. Those of an earlier generation have nothing to do with the compensations that run now.</summary>
    /// <param name="o">The operation.</param>
    /// <param name="flow">The flow, or null.</param>
    /// <param name="now">Now.</param>
    public static Decision<FlowRecord> Finish(EndCompensations o, FlowHeader? flow, DateTimeOffset now)
    {
        if (flow is null)
            return Decision<FlowRecord>.Nothing(FlowRecord.Unknown(o.Key));
        if (flow.State != FlowState.Compensating || flow.Key != o.Key)
            return Decision<FlowRecord>.Nothing(flow.ToRecord());
        List<StoreChange> changes = [];
        flow = Turning.Leave(flow with { State = o.State, Outcome = o.Outcome, EndedAt = now }, [], changes);
        changes.Add(new FlowChanged(flow));
        return new(flow.ToRecord(), changes);
    }

    // What failed before a retry does not end what the retry has started.
    private static bool MayFinish(FinishFlow o, FlowHeader flow) =>
        flow.State == FlowState.Running && (o.State != FlowState.Failed || o.Key.Generation >= flow.Key.Generation);
}
