using TypedTasks.Transport;
using static TypedTasks.Storage.StoreChange;

namespace TypedTasks.Storage.Decisions;

/// <summary>The messages that a flow has at its broker, where they are kept.</summary>
public static class Keeping
{
    // Workers send messages on without the store: 50 times handed back, and some more within a grace. Those deferrals lie between two of these.
    private const int Stride = 64;

    /// <summary>Keeps what a message was handed off as, in its place.</summary>
    /// <param name="o">The operation.</param>
    /// <param name="done">The message that is handed off, where it is kept or owed; otherwise nothing is known of it, and what is sent is kept all the same.</param>
    /// <param name="known">What is kept or owed under the ids of the messages that are sent, in their order.</param>
    public static Decision<IReadOnlyList<TaskMessage>> HandOff(RecordHandOff o, OwedMessage? done, IReadOnlyList<OwedMessage?> known)
    {
        List<StoreChange> changes = new(o.Sent.Count + 1);
        if (done is not null)
            changes.Add(new OwedHandedOff(o.Done!, HandOffState.HandedOff));
        for (var i = 0; i < o.Sent.Count; i++)
        {
            if (known[i] is not { } first)
            {
                changes.Add(new OwedAdded(new(o.Sent[i], null) { Origin = o.Done }));
                continue;
            }

            // Race: the message that this one took the place of was handed off as the same, and that did not reach the broker. Who comes again for this one must find it.
            if (first.Origin == o.Done || o.Done is null)
                continue;
            changes.Add(new OwedDeleted(first.Message.Id, first.Since is null));
            changes.Add(new OwedAdded(first with { Origin = o.Done }));
        }

        return new([.. o.Sent.Select((m, i) => known[i] is { } first ? first.Message with { Deferral = 0 } : m)], changes);
    }

    /// <summary>
    /// A message that was handed off before: whoever comes after it must see one value of it, so that what it was handed off as first is sent once more, as far as that was not handed off in turn. The hand-off that
    /// recorded it may not have reached the broker.
    /// </summary>
    /// <param name="first">What it was handed off as.</param>
    public static Decision<IReadOnlyList<TaskMessage>> HandOffAgain(IReadOnlyList<OwedMessage> first) =>
        Decision<IReadOnlyList<TaskMessage>>.Nothing([.. first.Where(static m => m.HandOff == HandOffState.None).Select(static m => m.Message with { Deferral = 0 })]);

    /// <summary>Keeps of a message that was handed off and settled only the mark: a copy of it may still run, or come, and must not count.</summary>
    /// <param name="o">The operation.</param>
    /// <param name="kept">The message, or null.</param>
    public static IReadOnlyList<StoreChange> End(EndHandOff o, OwedMessage? kept) =>
        kept is { HandOff: HandOffState.HandedOff } && kept.Message.Deferral <= o.Deferral ? [new OwedHandedOff(o.MessageId, HandOffState.Settled)] : [];

    /// <summary>Keeps a message that was owed.</summary>
    /// <param name="o">The operation.</param>
    /// <param name="owed">The message, or null.</param>
    public static IReadOnlyList<StoreChange> Keep(KeepOwed o, OwedMessage? owed) =>
        owed is { Since: not null } && owed.Message.Deferral == o.Deferral ? [new OwedWaits(o.MessageId)] : [];

    /// <summary>Owes all again.</summary>
    /// <param name="o">The operation.</param>
    /// <param name="flow">The flow, or null.</param>
    /// <param name="kept">Its messages that are owed or wait, in the order in which they came. Those that are owed may have been sent, and that not been written yet.</param>
    /// <param name="stepRuns">Whether a step of the flow's generation has begun and not ended.</param>
    /// <param name="now">Now.</param>
    public static Decision<ResumedFlow> Resume(ResumeFlow o, FlowHeader? flow, IReadOnlyList<OwedMessage> kept, bool stepRuns, DateTimeOffset now)
    {
        if (flow is null)
            return Decision<ResumedFlow>.Nothing(new(FlowRecord.Unknown(new(o.FlowId, 0)), []));
        List<StoreChange> changes = [];
        List<TaskMessage> messages = [];
        foreach (var row in kept)
        {
            var (message, since) = row;

            // What waits for its turn was not sent.
            if (flow.AwaitsTurn && since is null && row.Origin == Turn.OriginOf(flow.Key))
                continue;

            // What starts the compensations waits for the flow to fail and for its steps to end: until then it was not sent.
            if (row.HandOff == HandOffState.Settled || (message.Id == flow.CompensationId && since is null && (flow.State != FlowState.Compensating || stepRuns)))
                continue;
            var next = message with { Deferral = ((message.Deferral / Stride) + 1) * Stride };
            changes.Add(new OwedDeleted(message.Id, since is null));
            changes.Add(new OwedAdded(row with { Message = next, Since = now }));
            messages.Add(next);
        }

        if (messages.Count > 0 && !flow.IsTerminal)
            changes.Add(new FlowChanged(flow = flow with { Broker = flow.AwaitsTurn ? null : o.Broker, SignDue = now, QuietSince = null }));
        return new(new(flow.ToRecord(), messages), changes);
    }
}
