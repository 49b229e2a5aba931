using TypedTasks.Transport;
using static TypedTasks.Storage.StoreChange;

namespace TypedTasks.Storage.Decisions;

/// <summary>The messages that a flow has at its broker, where they are kept.</summary>
public static class Keeping
{
    /// <summary>Keeps what a message was handed off as, in its place.</summary>
    /// <param name="o">The operation.</param>
    /// <param name="done">The message that is handed off, where it is kept or owed.</param>
    public static IReadOnlyList<StoreChange> HandOff(RecordHandOff o, OwedMessage? done)
    {
        if (o.Done is not null && done is null)
            return [];
        List<StoreChange> changes = new(o.Sent.Count + 1);
        if (done is not null)
            changes.Add(new OwedDeleted(o.Done!, done.Since is null));
        foreach (var message in o.Sent)
            changes.Add(new OwedAdded(new(message, null)));
        return changes;
    }

    /// <summary>Keeps a message that was owed.</summary>
    /// <param name="o">The operation.</param>
    /// <param name="flow">The flow, or null.</param>
    public static IReadOnlyList<StoreChange> Keep(KeepOwed o, FlowHeader? flow) => flow is null || flow.IsTerminal
        ? [new OwedDeleted(o.MessageId, Waits: false)]
        : [new OwedWaits(o.MessageId)];

    /// <summary>Owes all again.</summary>
    /// <param name="o">The operation.</param>
    /// <param name="flow">The flow, or null.</param>
    /// <param name="kept">Its messages that wait, in the order in which they came; only asked where it <see cref="MayResume"/>.</param>
    /// <param name="stepRuns">Whether a step of the flow's generation has begun and not ended; only asked where it <see cref="MayResume"/>.</param>
    /// <param name="now">Now.</param>
    public static Decision<ResumedFlow> Resume(ResumeFlow o, FlowHeader? flow, IReadOnlyList<TaskMessage> kept, bool stepRuns, DateTimeOffset now)
    {
        if (flow is null)
            return Decision<ResumedFlow>.Nothing(new(FlowRecord.Unknown(new(o.FlowId, 0)), []));
        List<StoreChange> changes = [];
        List<TaskMessage> messages = [];
        foreach (var message in kept)
        {
            // What starts the compensations waits for the flow to fail and for its steps to end: until then it was not sent.
            if (message.Id == flow.CompensationId && (flow.State == FlowState.Running || stepRuns))
                continue;
            var next = message with { Deferral = message.Deferral + 1, NotBefore = null };
            changes.Add(new OwedDeleted(message.Id, Waits: true));
            changes.Add(new OwedAdded(new(next, now)));
            messages.Add(next);
        }

        if (messages.Count > 0 && flow.Broker != o.Broker)
            changes.Insert(0, new FlowChanged(flow with { Broker = o.Broker }));
        return new(new(flow.ToRecord(), messages), changes);
    }

    /// <summary>Whether a flow may have messages at its broker that matter.</summary>
    /// <param name="flow">The flow, or null.</param>
    public static bool MayResume(FlowHeader? flow) => flow is { State: FlowState.Running or FlowState.Compensating };
}
