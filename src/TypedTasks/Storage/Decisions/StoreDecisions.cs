using TypedTasks.Transport;
using static TypedTasks.Storage.StoreChange;

namespace TypedTasks.Storage.Decisions;

/// <summary>What each operation means: asks for the state that its decision needs, decides, and says what changes.</summary>
public static class StoreDecisions
{
    /// <summary>Decides an operation and sets its result, which holds once the changes are recorded.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="state">The state as the operations before have left it.</param>
    /// <param name="now">The store's time, read after it has locked what the operation concerns.</param>
    /// <returns>What changes, in order; nothing for an operation that only reads.</returns>
    public static IReadOnlyList<StoreChange> Decide(StoreOperation operation, IStoreState state, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(operation);
        ArgumentNullException.ThrowIfNull(state);
        operation.IsRefused = operation.Writes is { Seal: { } seal } key && state.Seal(key.FlowId)?.Admits(seal) != true;
        if (operation.IsRefused)
            return Refuse(operation, state);
        switch (operation)
        {
            case RecordMember o:
                return Yield(o, Record(o, state, now));
            case OpenJoin o:
                return Carrying.Open(o, state.Join(o.Key.FlowId, o.Join)?.Header);
            case RecordStep o:
                return Recording.Record(o, state.Step(o.Key.FlowId, o.Step.Path), now);
            case DeleteOwed o:
                return [new OwedDeleted(o.MessageId, Waits: false)];
            case RecordHandOff o:
                return Yield(o, HandOff(o, o.Done is null ? null : state.Owed(o.Done), state));
            case EndHandOff o:
                return Keeping.End(o, state.Owed(o.MessageId));
            case KeepOwed o:
                return Keeping.Keep(o, state.Owed(o.MessageId));
            case ResumeFlow o:
                return Yield(o, Resume(o, state.Flow(o.FlowId), state, now));
            case ExpectSign o:
                return Listening.Expect(o, state.Flow(o.Key.FlowId), now);
            case MarkQuiet o:
                return Listening.Mark(o, state.Flow(o.Key.FlowId));
            case AcceptFlow o:
                return Yield(o, Accept(o, state, now));
            case FinishFlow o:
                return Yield(o, Finish(o, state.Flow(o.Key.FlowId), state, now));
            case PutValue o:
                return [new ValueAdded(o.Key.FlowId, o.Path, o.Json)];
            case FreeResults o:
                return Free(state.Flow(o.Key.FlowId), state);
            case BeginStep o:
                return Yield(o, Compensating.Begin(
                    o, state.Flow(o.Key.FlowId), state.IsCancelled(o.Key, Cancelling.ScopesOf(o.Path)), state.Run(o.Key, o.Path)));
            case EndStep o:
                return Yield(o, End(o, state.Flow(o.Key.FlowId), state, now));
            case CloseCompensations o:
                return Yield(o, Compensating.Close(o, state.Flow(o.Key.FlowId), state.Compensable(o.Key.FlowId)));
            case EndCompensations o:
                return Yield(o, Ending.Finish(o, state.Flow(o.Key.FlowId), now));
            case ParkMessage o:
                return Yield(o, Retrying.Park(o, state.Flow(o.Key.FlowId), state.IsParked(o.Message.Id), now));
            case RetryFlow o:
                return Yield(o, Retry(o, state.Flow(o.Key.FlowId), state, now));
            case OpenWait o:
                return Yield(o, Waiting.Open(
                    o, state.Flow(o.Key.FlowId), state.Wait(o.Key.FlowId, o.Event, o.EventKey), state.Join(o.Key.FlowId, o.Path), now));
            case ExpireWait o:
                return Yield(o, Expire(o, state.Flow(o.Key.FlowId), state.Wait(o.Key.FlowId, o.Event, o.EventKey), state, now));
            case RaiseEvent o:
                return Yield(o, Raise(o, state.Flow(o.FlowId), state.Wait(o.FlowId, o.Event, o.EventKey), state, now));
            case AcquirePermit o:
                return Yield(o, Limiting.Acquire(
                    o, state.Permit(o.Name, o.Holder), state.HeldPermits(o.Name, Limiting.HeldSince(o, now)), now));
            case ReleasePermit o:
                return Yield(o, Release(o, state.Permit(o.Name, o.Holder), state, now));
            case PassTurn o:
                return Yield(o, Pass(o, state));
            case BeginTurn o:
                return Yield(o, Begin(o, state.Flow(o.Key.FlowId), state, now));
            case ReserveStart o:
                return Yield(o, Limiting.Reserve(o, state.Rate(o.Name), now));
            case AcquireLease o:
                return Yield(o, Leasing.Acquire(o, state.Lease(o.Name), now));
            case DefineSchedule o:
                return Yield(o, Scheduling.Define(o, state.Schedule(o.Name), now));
            case PauseSchedule o:
                return Yield(o, Scheduling.Pause(o, state.Schedule(o.Name), now));
            case DeleteSchedule o:
                return Yield(o, Scheduling.Delete(o, state.Schedule(o.Name), state.Lease(DeleteSchedule.LeaseOf(o.Name)), now));
            case QueueOccurrences o:
                return Yield(o, Scheduling.Queue(o, state.Schedule(o.Name)));
            case ProposeOccurrence o:
                return Yield(o, Propose(o, state, now));
            case ReportWorker o:
                return Steering.Report(o, state.Worker(o.Id), now);
            case RemoveWorker o:
                return Yield(o, Steering.Remove(o, state.Worker(o.Id), now));
            case SetControl o:
                return Yield(o, Steering.Set(o, o.Control.Worker is { } id ? state.Worker(id) : null, now));
            case BringForward o:
                return Steering.Forward(o, state.Rate(o.Name), now);
            case PassPermit o:
                return Yield(o, Steering.Pass(o, state.HeldPermits(o.Name, StoreTime.Before(now, o.LostAfter)), state.NextPermit(o.Name), now));
            case DeleteFlow o:
                return Yield(o, Deleting.Delete(o, state.Flow(o.FlowId), now));
            case RecordAction o:
                return [new ActionAdded(o.Action with { At = now })];
            case TrimHistory o:
                return [new HistoryTrimmed(StoreTime.Before(now, o.Changes), StoreTime.Before(now, o.Tallies))];
            case DeletePlan o:
                return Yield(o, Deleting.Delete(o, state.PlanUsedAt(o.PlanHash), state.PlanHasFlow(o.PlanHash), now));
            default:
                Read(operation, state);
                return [];
        }
    }

    // What is recorded is told all the same: of a flow as it stands, of a join as if nobody had ended.
    private static IReadOnlyList<StoreChange> Refuse(StoreOperation operation, IStoreState state)
    {
        switch (operation)
        {
            case RecordMember o: o.Result = JoinCounting.Describe(null, null); break;
            case FinishFlow o: o.Result = state.Flow(o.Key.FlowId)?.ToRecord() ?? FlowRecord.Unknown(o.Key); break;
            case EndCompensations o: o.Result = state.Flow(o.Key.FlowId)?.ToRecord() ?? FlowRecord.Unknown(o.Key); break;
            case BeginStep o: o.Result = false; break;
            case CloseCompensations o: o.Result = []; break;
            case RecordHandOff o: o.Result = o.Sent; break;
            case OpenWait o: o.Result = default; break;
            case StoreOperation<TaskMessage?> o: o.Result = null; break;
            default: break;
        }

        return [];
    }

    private static void Read(StoreOperation operation, IStoreState state)
    {
        switch (operation)
        {
            case GetFlow o: o.Result = state.Flow(o.Key.FlowId)?.ToRecord() ?? FlowRecord.Unknown(o.Key); break;
            case GetMember o: o.Result = JoinCounting.Describe(state.Join(o.Key.FlowId, o.Join), state.Member(o.Key.FlowId, o.Join, o.Index)); break;
            case ReadMembers o: o.Result = state.Members(o.Key.FlowId, o.Join, o.First, o.Count); break;
            case ReadEnds o: o.Result = state.Ends(o.Key.FlowId, o.Join, o.After, o.Count); break;
            case ReadJoins o: o.Result = JoinCounting.Summarize(state.Joins(o.Key.FlowId)); break;
            case GetPlan o: o.Result = state.Plan(o.PlanHash); break;
            case GetValue o: o.Result = state.Value(o.Key.FlowId, o.Path); break;
            case IsCancelled o: o.Result = state.IsCancelled(o.Key, Cancelling.ScopesOf(o.Path)); break;
            case WasHandedOff o: o.Result = state.Owed(o.MessageId) is { HandOff: not HandOffState.None }; break;
            case ReadWaits o: o.Result = ReadWaits(o, state.Flow(o.Key.FlowId), state); break;
            case ReadSteps o: o.Result = Recording.InOrder(state.Steps(o.Key.FlowId)); break;
            default:
                // The list of operations is closed: this is the last of them.
                var count = (CountSteps)operation;
                count.Result = Recording.InOrder(state.StepCounts(count.Key.FlowId));
                break;
        }
    }

    private static FlowWait[] ReadWaits(ReadWaits o, FlowHeader? flow, IStoreState state) => Holding.Waits(flow)
        ? Holding.Read(o, flow, state.Waits(o.Key.FlowId), state.WaitingPermits(o.Key.FlowId), state.HeldSteps(o.Key.FlowId), p => state.IsCancelled(flow!.Key, Cancelling.ScopesOf(p)))
        : [];

    private static Decision<JoinRecord> Record(RecordMember o, IStoreState state, DateTimeOffset now)
    {
        var flow = JoinCounting.AsksForFlow(o) ? state.Flow(o.Key.FlowId) : null;
        var carried = o.Carrier is { } carrier && !o.Outcome.Succeeded
            ? Carrying.Carry(o, state.Join(o.Key.FlowId, carrier.Join)?.Header, state.MemberIndices(o.Key.FlowId, carrier.Join))
            : null;
        return JoinCounting.Record(o, flow, state.Join(o.Key.FlowId, o.Join), state.Member(o.Key.FlowId, o.Join, o.Index), carried, now);
    }

    private static Decision<AcceptedFlow> Accept(AcceptFlow o, IStoreState state, DateTimeOffset now)
    {
        var hold = o.UniqueKey is null ? null : state.UniqueKey(o.UniqueKey);
        return Accepting.Accept(
            o, state.Flow(o.Key.FlowId), hold, hold is null ? null : state.Flow(hold.FlowId), state.PlanUsedAt(o.PlanHash), now);
    }

    private static Decision<ProposedOccurrence> Propose(ProposeOccurrence o, IStoreState state, DateTimeOffset now) => Scheduling.Propose(
        o, state.Schedule(o.Name), o.Flow is null ? null : state.Flow(o.Flow.Key.FlowId), state.Flow, o.Flow is null ? null : state.PlanUsedAt(o.Flow.PlanHash), now);

    private static Decision<FlowRecord> Finish(FinishFlow o, FlowHeader? flow, IStoreState state, DateTimeOffset now) =>
        Ending.Finish(
            o,
            flow,
            o.Unless is { } scope && state.Join(o.Key.FlowId, scope)?.Header.State == JoinState.Completed,
            Ending.WaitsForSteps(o, flow) && state.HasRun(flow!.Key, except: null),
            flow is { AwaitsTurn: true } ? state.HandedOffAs(o.Key.FlowId, Turn.OriginOf(flow.Key)) : [],
            now);

    private static Decision<TaskMessage?> End(EndStep o, FlowHeader? flow, IStoreState state, DateTimeOffset now) =>
        Compensating.End(o, flow, state.Run(o.Key, o.Path), Compensating.WaitsForSteps(o.Key, flow) && state.HasRun(o.Key, o.Path), now);

    private static IReadOnlyList<StoreChange> Free(FlowHeader? flow, IStoreState state) =>
        Freeing.Free(flow, Freeing.AsksForReferences(flow) ? state.References(flow!.Key.FlowId) : []);

    private static Decision<RetriedFlow> Retry(RetryFlow o, FlowHeader? flow, IStoreState state, DateTimeOffset now)
    {
        if (!Retrying.MayRetry(o, flow))
            return Retrying.Retry(o, flow, [], [], [], null, null, now);
        var hold = flow!.UniqueKey is { } key ? state.UniqueKey(key) : null;
        return Retrying.Retry(
            o, flow, state.Joins(o.Key.FlowId), state.Parked(o.Key), state.Waits(o.Key.FlowId), hold, hold is null ? null : state.Flow(hold.FlowId), now);
    }

    private static Decision<TaskMessage?> Expire(ExpireWait o, FlowHeader? flow, AwaitedEvent? known, IStoreState state, DateTimeOffset now) => Waiting.Expire(
        o, flow, known, state.Join(o.Key.FlowId, o.Path), Waiting.IsOpen(flow, known) && OthersWait(known!, state), now);

    private static Decision<RaisedEvent> Raise(RaiseEvent o, FlowHeader? flow, AwaitedEvent? known, IStoreState state, DateTimeOffset now)
    {
        var isOpen = Waiting.IsOpen(flow, known);
        return Waiting.Raise(
            o,
            flow,
            known,
            isOpen && state.IsCancelled(flow!.Key, Cancelling.ScopesOf(known!.Path!)),
            known?.Path is { } path ? state.Join(o.FlowId, path) : null,
            isOpen && OthersWait(known!, state),
            now);
    }

    private static bool OthersWait(AwaitedEvent known, IStoreState state) =>
        state.Waits(known.FlowId).Any(w => w.State == AwaitedState.Open && w.Generation == known.Generation && w.Path != known.Path);

    private static Decision<IReadOnlyList<TaskMessage>> HandOff(RecordHandOff o, OwedMessage? done, IStoreState state) => done is { HandOff: not HandOffState.None }
        ? Keeping.HandOffAgain(state.HandedOffAs(o.Key.FlowId, o.Done!))
        : Keeping.HandOff(o, done, [.. o.Sent.Select(m => state.Owed(m.Id))]);

    private static Decision<ResumedFlow> Resume(ResumeFlow o, FlowHeader? flow, IStoreState state, DateTimeOffset now) => flow is null
        ? Keeping.Resume(o, null, [], stepRuns: false, now)
        : Keeping.Resume(o, flow, state.OwedOf(o.FlowId), state.HasRun(flow.Key, except: null), now);

    private static Decision<TaskMessage?> Release(ReleasePermit o, Permit? known, IStoreState state, DateTimeOffset now) =>
        Limiting.Release(o, known, Limiting.PassesOn(o, known) && HasRoom(o, state, now) ? state.NextPermit(o.Name) : null, now);

    // The permit that is given back is among those that are held.
    private static bool HasRoom(ReleasePermit o, IStoreState state, DateTimeOffset now) =>
        o.Limit is not { } limit || state.HeldPermits(o.Name, StoreTime.Before(now, o.LostAfter)) <= limit;

    private static Decision<TurnPassed> Pass(PassTurn o, IStoreState state) =>
        Turning.Pass(o, [.. state.HeldTurns(o.Key).Select(t => (t, state.Flow(t.Flow.FlowId)))], state.WaitingTurns(o.Key, Turning.MostAtOnce));

    private static Decision<TurnBegun> Begin(BeginTurn o, FlowHeader? flow, IStoreState state, DateTimeOffset now) => Turning.Awaits(o, flow)
        ? Turning.Begin(o, flow, state.Turn(o.Key), state.HandedOffAs(o.Key.FlowId, Turn.OriginOf(o.Key)), now)
        : Turning.Begin(o, flow, null, [], now);

    private static IReadOnlyList<StoreChange> Yield<TResult>(StoreOperation<TResult> operation, Decision<TResult> decision)
    {
        operation.Result = decision.Result;
        return decision.Changes;
    }
}
