using TypedTasks.Transport;
using static TypedTasks.Storage.StoreChange;

namespace TypedTasks.Storage.Decisions;

/// <summary>The messages that a flow has at its broker, where they are kept.</summary>
public static class Keeping
{
    /// <summary>Keeps what a message was handed off as, in its place.</summary>
    /// <param name="o">The operation.</param>
    /// <param name="done">The message that is handed off, where it is kept or owed.</param>
    /// <param name="known">What is kept or owed under the ids of the messages that are sent, in their order.</param>
    public static Decision<IReadOnlyList<TaskMessage>> HandOff(RecordHandOff o, OwedMessage? done, IReadOnlyList<OwedMessage?> known)
    {
        // First-wins: a step that ran twice may have yielded two values, and whoever comes after it must see one.
        TaskMessage[] sent = [.. o.Sent.Select((m, i) => known[i] is { } first ? first.Message with { Deferral = 0 } : m)];
        if (o.Done is not null && done is null)
            return Decision<IReadOnlyList<TaskMessage>>.Nothing(sent);
        List<StoreChange> changes = new(o.Sent.Count + 1);
        if (done is not null)
            changes.Add(new OwedDeleted(o.Done!, done.Since is null));
        foreach (var message in o.Sent)
            changes.Add(new OwedAdded(new(message, null)));
        return new(sent, changes);
    }

    /// <summary>Keeps a message that was owed.</summary>
    /// <param name="o">The operation.</param>
    /// <param name="flow">The flow, or null.</param>
    public static IReadOnlyList<StoreChange> Keep(KeepOwed o, FlowHeader? flow) => flow is null
        ? [new OwedDeleted(o.MessageId, Waits: false)]
        : [new OwedWaits(o.MessageId)];

    /// <summary>Owes all again.</summary>
    /// <param name="o">The operation.</param>
    /// <param name="flow">The flow, or null.</param>
    /// <param name="kept">Its messages that wait, in the order in which they came.</param>
    /// <param name="stepRuns">Whether a step of the flow's generation has begun and not ended.</param>
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
            if (message.Id == flow.CompensationId && (flow.State != FlowState.Compensating || stepRuns))
                continue;
            var next = message with { Deferral = message.Deferral + 1 };
            changes.Add(new OwedDeleted(message.Id, Waits: true));
            changes.Add(new OwedAdded(new(next, now)));
            messages.Add(next);
        }

        if (messages.Count > 0 && !flow.IsTerminal)
            changes.Add(new FlowChanged(flow = flow with { Broker = o.Broker, SignDue = now, QuietSince = null }));
        return new(new(flow.ToRecord(), messages), changes);
    }
}
