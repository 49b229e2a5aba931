using TypedTasks.Paths;
using TypedTasks.Transport;
using static TypedTasks.Storage.StoreChange;

namespace TypedTasks.Storage.Decisions;

/// <summary>Waits for events. A wait is a join of one member without a message: the first to decide it is the event or the time-out, and what follows is owed by that decision.</summary>
public static class Waiting
{
    /// <summary>Lets a flow wait, or decides the wait by an event that is kept.</summary>
    /// <param name="o">The operation.</param>
    /// <param name="flow">The flow, or null.</param>
    /// <param name="known">What is known of the event under its key, or null.</param>
    /// <param name="join">The join at the path of the wait, or null.</param>
    /// <param name="now">Now.</param>
    public static Decision<OpenedWait> Open(OpenWait o, FlowHeader? flow, AwaitedEvent? known, KnownJoin? join, DateTimeOffset now)
    {
        if (known?.Path is { } holder && holder != o.Path)
            return Decision<OpenedWait>.Nothing(new(false, holder, null));
        if (known is { State: AwaitedState.Raised or AwaitedState.TimedOut })
            return Decision<OpenedWait>.Nothing(new(false, null, Owed(join)));

        // A message of before a retry, or of a flow that is over, opens nothing.
        if (flow is not { State: FlowState.Running } || flow.Key != o.Key)
            return Decision<OpenedWait>.Nothing(new() { IsOver = true });
        if (known is { State: AwaitedState.Open } && known.Generation == o.Key.Generation)
            return Decision<OpenedWait>.Nothing(new(true, null, null));

        var wait = (known ?? new(o.Key.FlowId, o.Event, o.EventKey)) with { Path = o.Path, Generation = o.Key.Generation };
        if (known is { State: AwaitedState.Early })
        {
            List<StoreChange> decided = [new WaitChanged(wait with { State = AwaitedState.Raised })];
            return new(new(false, null, Decide(flow, o.Path, o.Message, wait.Outcome, join, now, decided)), decided);
        }

        wait = wait with { State = AwaitedState.Open, Message = o.Message, OpenedAt = now, Until = o.Within is { } within ? StoreTime.After(now, within) : null };
        return new(
            new(true, null, null),
            [
                known is null ? new WaitAdded(wait) : new WaitChanged(wait),

                // Nothing needs to be heard of it: it may wait until it ends.
                .. flow.SignDue >= flow.Deadline ? [] : new StoreChange[] { new FlowChanged(flow with { SignDue = flow.Deadline }) },
            ]);
    }

    /// <summary>Decides a wait whose time is over.</summary>
    /// <param name="o">The operation.</param>
    /// <param name="flow">The flow, or null.</param>
    /// <param name="known">What is known of the event under its key, or null.</param>
    /// <param name="join">The join at the path of the wait, or null.</param>
    /// <param name="othersWait">Whether the flow waits for another event; only asked where <see cref="IsOpen"/>.</param>
    /// <param name="now">Now.</param>
    public static Decision<TaskMessage?> Expire(
        ExpireWait o, FlowHeader? flow, AwaitedEvent? known, KnownJoin? join, bool othersWait, DateTimeOffset now)
    {
        if (known is { State: AwaitedState.TimedOut } && known.Path == o.Path && known.Generation == o.Key.Generation)
            return Decision<TaskMessage?>.Nothing(Owed(join));
        if (!IsOpen(flow, known) || known!.Path != o.Path || flow!.Key != o.Key)
            return Decision<TaskMessage?>.Nothing(null);
        List<StoreChange> changes =
        [
            new WaitChanged(known with { State = AwaitedState.TimedOut, Message = null, Outcome = o.Outcome, DecidedAt = now }),
            .. Wake(flow, othersWait, now),
        ];
        return new(Decide(flow, o.Path, known.Message!, o.Outcome, join, now, changes), changes);
    }

    /// <summary>Takes an event, or says why not.</summary>
    /// <param name="o">The operation.</param>
    /// <param name="flow">The flow, or null.</param>
    /// <param name="known">What is known of the event under its key, or null.</param>
    /// <param name="isCancelled">Whether the wait lies in a cancelled scope; only asked where <see cref="IsOpen"/>.</param>
    /// <param name="join">The join at the path of the wait, or null.</param>
    /// <param name="othersWait">Whether the flow waits for another event; only asked where <see cref="IsOpen"/>.</param>
    /// <param name="now">Now.</param>
    public static Decision<RaisedEvent> Raise(
        RaiseEvent o, FlowHeader? flow, AwaitedEvent? known, bool isCancelled, KnownJoin? join, bool othersWait, DateTimeOffset now)
    {
        if (flow is null)
            return Answer(new(o.FlowId, 0), RaiseOutcome.FlowUnknown);

        // What is recorded comes first: a call that is repeated after the flow has ended is told so too.
        if (known is { State: AwaitedState.Early or AwaitedState.Raised })
            return Answer(flow.Key, known.Nonce == o.Nonce ? RaiseOutcome.Recorded : RaiseOutcome.AlreadyRaised, known.Outcome, Owed(join));
        if (known is { State: AwaitedState.TimedOut })
            return Answer(flow.Key, RaiseOutcome.TimedOut, known.Outcome);
        if (flow.State != FlowState.Running)
            return Answer(flow.Key, RaiseOutcome.FlowEnded);

        var outcome = new RecordedOutcome(FlowValue.Inline(o.Value), null);
        var wait = (known ?? new(o.FlowId, o.Event, o.EventKey)) with { Outcome = outcome, Nonce = o.Nonce, DecidedAt = now };
        if (known is not { State: AwaitedState.Open })
        {
            wait = wait with { State = AwaitedState.Early };
            return new(new(flow.Key, RaiseOutcome.Recorded, outcome, null), [known is null ? new WaitAdded(wait) : new WaitChanged(wait)]);
        }

        // Open since before a retry that did not open it again: what it lies in was decided otherwise.
        if (isCancelled || !IsOpen(flow, known))
            return Answer(flow.Key, RaiseOutcome.NotAwaited);
        List<StoreChange> changes = [new WaitChanged(wait with { State = AwaitedState.Raised, Message = null }), .. Wake(flow, othersWait, now)];
        return new(new(flow.Key, RaiseOutcome.Recorded, outcome, Decide(flow, known.Path!, known.Message!, outcome, join, now, changes)), changes);
    }

    /// <summary>Whether a flow waits for an event.</summary>
    /// <param name="flow">The flow, or null.</param>
    /// <param name="known">What is known of the event under its key, or null.</param>
    public static bool IsOpen(FlowHeader? flow, AwaitedEvent? known) =>
        flow is { State: FlowState.Running } && known is { State: AwaitedState.Open } && known.Generation == flow.Key.Generation;

    /// <summary>The messages of waits that are open, in order of path: to a retry they are as messages that were settled unrun.</summary>
    /// <param name="waits">What the flow waits for or has, in any order.</param>
    /// <param name="generation">The generation that failed.</param>
    public static IEnumerable<TaskMessage> Unsettled(IEnumerable<AwaitedEvent> waits, int generation) => waits
        .Where(w => w.State == AwaitedState.Open && w.Generation == generation)
        .OrderBy(static w => w.Path!, PathOrder.Instance)
        .Select(static w => w.Message!);

    /// <summary>
    /// The waits that begin anew in the next generation: those that are open and sent again, and those whose time-out has failed the flow. An open one that is not sent again lies in what was decided otherwise,
    /// and stays in the generation that failed.
    /// </summary>
    /// <param name="waits">What the flow waits for or has, in any order.</param>
    /// <param name="generation">The generation that failed.</param>
    /// <param name="decision">What the retry starts over.</param>
    internal static IEnumerable<StoreChange> Renew(IEnumerable<AwaitedEvent> waits, int generation, RetryDecision decision)
    {
        foreach (var wait in waits)
        {
            var starts = wait.State switch
            {
                AwaitedState.Open => wait.Generation == generation && decision.Messages.Any(m => m.Step == wait.Path),
                AwaitedState.TimedOut => decision.Reopened.Contains(wait.Path!),
                _ => false,
            };
            if (starts)
                yield return new WaitChanged(wait with { State = AwaitedState.Expected, Message = null, Until = null, Outcome = default, DecidedAt = null });
        }
    }

    // The one member of the join. The record decides what the messages of before and after a retry share.
    private static TaskMessage? Decide(
        FlowHeader flow, string path, TaskMessage message, RecordedOutcome outcome, KnownJoin? join, DateTimeOffset now, List<StoreChange> changes)
    {
        var record = new RecordMember(flow.Key, path, 0, 1, outcome) { CreateOwed = _ => [message] };
        var (result, recorded) = JoinCounting.Record(record, flow, join, null, null, now);
        changes.AddRange(recorded);
        return result.Owed is [var owed, ..] ? owed : null;
    }

    private static IEnumerable<StoreChange> Wake(FlowHeader flow, bool othersWait, DateTimeOffset now) =>
        othersWait ? [] : [new FlowChanged(flow with { SignDue = now })];

    private static TaskMessage? Owed(KnownJoin? join) => join is { Owed: [var owed, ..] } ? owed : null;

    private static Decision<RaisedEvent> Answer(FlowKey key, RaiseOutcome answer, RecordedOutcome outcome = default, TaskMessage? owed = null) =>
        Decision<RaisedEvent>.Nothing(new(key, answer, outcome, owed));
}
