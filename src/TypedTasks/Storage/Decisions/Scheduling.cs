using static TypedTasks.Storage.StoreChange;

namespace TypedTasks.Storage.Decisions;

/// <summary>What starts by the clock. Any node proposes an occurrence; the schedule's row says whether it was decided already.</summary>
public static class Scheduling
{
    /// <summary>Stores a definition, unless a better one is in force.</summary>
    /// <param name="o">The operation.</param>
    /// <param name="known">The schedule, or null.</param>
    /// <param name="now">Now.</param>
    public static Decision<ScheduleState> Define(DefineSchedule o, ScheduleState? known, DateTimeOffset now)
    {
        if (known is not null && known.Options.Version >= o.Options.Version)
            return Decision<ScheduleState>.Nothing(known);

        // What waits and what runs stays; a definition never fills its past, be it new or the next version.
        var defined = known is null
            ? new ScheduleState { Name = o.Name, Cron = o.Cron, Options = o.Options, Hash = o.Hash, After = now }
            : known with { Cron = o.Cron, Options = o.Options, Hash = o.Hash, After = now, Last = null, Revision = known.Revision + 1 };
        return new(defined, [new ScheduleChanged(defined)]);
    }

    /// <summary>Pauses a schedule or lets it go on.</summary>
    /// <param name="o">The operation.</param>
    /// <param name="known">The schedule, or null.</param>
    /// <param name="now">Now.</param>
    public static Decision<bool> Pause(PauseSchedule o, ScheduleState? known, DateTimeOffset now)
    {
        if (known is null || known.IsPaused == o.IsPaused)
            return Decision<bool>.Nothing(known is not null);
        var changed = known with { IsPaused = o.IsPaused, Revision = known.Revision + 1 };
        return new(true, [new ScheduleChanged(o.IsPaused ? changed : changed with { After = Later(known.After, now) })]);
    }

    /// <summary>Deletes a schedule that no process has.</summary>
    /// <param name="o">The operation.</param>
    /// <param name="known">The schedule, or null.</param>
    /// <param name="user">The lease of the processes that have it (<see cref="DeleteSchedule.LeaseOf"/>), or null.</param>
    /// <param name="now">Now.</param>
    public static Decision<ScheduleDeletion> Delete(DeleteSchedule o, ScheduleState? known, Lease? user, DateTimeOffset now) =>
        known is null ? Decision<ScheduleDeletion>.Nothing(ScheduleDeletion.Unknown)
        : user?.Until > now ? Decision<ScheduleDeletion>.Nothing(ScheduleDeletion.InUse)
        : new(ScheduleDeletion.Deleted, [new ScheduleDeleted(o.Name)]);

    /// <summary>Lets occurrences wait for their run.</summary>
    /// <param name="o">The operation.</param>
    /// <param name="known">The schedule, or null.</param>
    public static Decision<int?> Queue(QueueOccurrences o, ScheduleState? known)
    {
        if (known is null || known.Hash != o.Hash)
            return Decision<int?>.Nothing(null);
        var waiting = known.Waiting.Select(static w => w.Key).ToHashSet(StringComparer.Ordinal);
        Occurrence[] added = [.. o.Occurrences.Where(w => waiting.Add(w.Key))];
        if (known.Waiting.Count + added.Length > ScheduleState.MostWaiting)
            return Decision<int?>.Nothing(null);
        return added.Length == 0
            ? Decision<int?>.Nothing(0)
            : new(added.Length, [new ScheduleChanged(known with { Waiting = [.. known.Waiting, .. added], Revision = known.Revision + 1 })]);
    }

    /// <summary>Decides about an occurrence.</summary>
    /// <param name="o">The operation.</param>
    /// <param name="known">The schedule, or null.</param>
    /// <param name="own">The flow of the occurrence, or null.</param>
    /// <param name="find">Finds a flow.</param>
    /// <param name="planUsedAt">When the plan of the flow was marked as used; null where it is not kept.</param>
    /// <param name="now">Now.</param>
    public static Decision<ProposedOccurrence> Propose(
        ProposeOccurrence o, ScheduleState? known, FlowHeader? own, Func<string, FlowHeader?> find, DateTimeOffset? planUsedAt, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(o);
        ArgumentNullException.ThrowIfNull(find);

        // A call whose answer was lost finds itself done.
        if (o.Flow is not null && own is not null && own.Nonce == o.Flow.Nonce)
            return Nothing(OccurrenceVerdict.Started, known, own);
        if (known is null || known.Options.Version != o.Version || known.Hash != o.Hash || !IsCurrent(o, known))
            return Nothing(OccurrenceVerdict.Stale, known);
        if (o.Flow is null)
            return Miss(o, known, now);
        if (own is not null)
            return Changed(OccurrenceVerdict.Existed, Settled(o, known) with { LastStarted = Started(o, known) }, own, []);
        if (o.Source != OccurrenceSource.Manual && StoreTime.Before(o.Occurrence.Due, o.Ahead) > now)
            return Nothing(OccurrenceVerdict.TooEarly, known);

        var (running, failed) = Look(known, find);
        known = known with { Failed = failed };
        return o.Source == OccurrenceSource.Manual || known.Options.Overlap == ScheduleOverlap.Allow || !IsBusy(o, known, running)
            ? Start(o, o.Flow, known, running, planUsedAt, now)
            : Meet(o, known, running, now);
    }

    private static bool IsCurrent(ProposeOccurrence o, ScheduleState known) => o.Source switch
    {
        OccurrenceSource.Manual => true,
        OccurrenceSource.Waiting => !known.IsPaused && known.Revision == o.Revision && known.Waiting is [var first, ..] && first.Key == o.Occurrence.Key,
        _ => !known.IsPaused && known.Revision == o.Revision,
    };

    private static Decision<ProposedOccurrence> Miss(ProposeOccurrence o, ScheduleState known, DateTimeOffset now)
    {
        // Race: the clock of whoever proposes may be ahead, and what is to come is not missed.
        if (StoreTime.After(o.Occurrence.Due, o.MissedAfter) > now)
            return Nothing(OccurrenceVerdict.TooEarly, known);
        return Changed(OccurrenceVerdict.Missed, Settled(o, known) with { Missed = known.Missed + o.MissedCount }, null, []);
    }

    // What has failed runs again where somebody retries it.
    private static (string[] Running, string[] Failed) Look(ScheduleState known, Func<string, FlowHeader?> find)
    {
        List<string> running = [];
        List<string> failed = [];
        foreach (var id in known.Failed.Concat(known.Running))
        {
            if (find(id) is not { } flow)
                continue;
            if (Runs(flow, known.Options.Overlap))
                running.Add(id);
            else if (flow.State is FlowState.Failed or FlowState.Compensating)
                failed.Add(id);
        }

        return ([.. running], [.. failed.TakeLast(ScheduleState.MostFailed)]);
    }

    private static bool Runs(FlowHeader flow, ScheduleOverlap overlap) =>
        overlap == ScheduleOverlap.CancelOther ? flow.State == FlowState.Running : !flow.IsTerminal;

    // What waits regularly comes before what is due next.
    private static bool IsBusy(ProposeOccurrence o, ScheduleState known, string[] running) => running.Length > 0
        || (o.Source == OccurrenceSource.Next && known.Options.Overlap is ScheduleOverlap.QueueOne or ScheduleOverlap.QueueAll && known.Waiting.Any(static w => !w.IsBackfill));

    private static Decision<ProposedOccurrence> Meet(ProposeOccurrence o, ScheduleState known, string[] running, DateTimeOffset now)
    {
        // What runs may end in time.
        if (o.Source == OccurrenceSource.Waiting || o.Occurrence.Due > now)
            return Nothing(OccurrenceVerdict.TooEarly, known, running: running);
        if (known.Options.Overlap == ScheduleOverlap.CancelOther)
            return Nothing(OccurrenceVerdict.MustCancel, known, running: running);
        var waits = known.Options.Overlap switch
        {
            ScheduleOverlap.QueueOne => !known.Waiting.Any(static w => !w.IsBackfill),
            ScheduleOverlap.QueueAll => true,
            _ => false,
        };
        var settled = Settled(o, known) with { Running = running };
        return waits && known.Waiting.Count < ScheduleState.MostWaiting
            ? Changed(OccurrenceVerdict.Waits, settled with { Waiting = [.. known.Waiting, o.Occurrence] }, null, running)
            : Changed(OccurrenceVerdict.Skipped, settled with { Skipped = known.Skipped + 1 }, null, running);
    }

    private static Decision<ProposedOccurrence> Start(
        ProposeOccurrence o, AcceptFlow flow, ScheduleState known, string[] running, DateTimeOffset? planUsedAt, DateTimeOffset now)
    {
        var (accepted, changes) = Accepting.Accept(flow, null, null, null, planUsedAt, now);
        var started = Settled(o, known) with
        {
            LastStarted = Started(o, known),
            Running = known.Options.Overlap == ScheduleOverlap.Allow ? [] : [.. running, flow.Key.FlowId],
            Failed = known.Options.Overlap == ScheduleOverlap.Allow ? [] : known.Failed,
            Started = known.Started + 1,
        };
        return new(new(OccurrenceVerdict.Started, started, accepted.Flow, running), [.. changes, new ScheduleChanged(started)]);
    }

    private static ScheduleState Settled(ProposeOccurrence o, ScheduleState known) => o.Source switch
    {
        OccurrenceSource.Next => known with { Last = o.Occurrence, Revision = known.Revision + 1 },
        OccurrenceSource.Waiting => known with { Waiting = [.. known.Waiting.Skip(1)], Revision = known.Revision + 1 },
        _ => known with { Revision = known.Revision + 1 },
    };

    // What is filled in comes before what has started.
    private static Occurrence? Started(ProposeOccurrence o, ScheduleState known) => o.Occurrence.IsBackfill ? known.LastStarted : o.Occurrence;

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private static Decision<ProposedOccurrence> Nothing(OccurrenceVerdict verdict, ScheduleState? known, FlowHeader? own = null, IReadOnlyList<string>? running = null) =>
        Decision<ProposedOccurrence>.Nothing(new(verdict, known, own?.ToRecord(), running ?? []));

    private static Decision<ProposedOccurrence> Changed(OccurrenceVerdict verdict, ScheduleState next, FlowHeader? own, IReadOnlyList<string> running) =>
        new(new(verdict, next, own?.ToRecord(), running), [new ScheduleChanged(next)]);
}
