using TypedTasks.Postgres.Connections;
using TypedTasks.Postgres.Tables;
using TypedTasks.Postgres.Batches;
using TypedTasks.Storage;
using TypedTasks.Transport;
using static TypedTasks.Storage.StoreChange;

namespace TypedTasks.Postgres.State;

/// <summary>
/// What decisions ask, and what they change, as one transaction sees it. What is not known yet is noted and answered with "nothing"; all of it is read at once then, and the
/// decisions are made again, with everything that they ask for.
/// </summary>
internal sealed class PostgresState : IStoreState
{
    // Admits every write: while a flow is not known, its decision shall ask for all the rest.
    private static readonly FlowSeal AnySeal = new("", "");

    private readonly StoreTables tables;
    private readonly FlowTable flows;
    private readonly PlanTable plans;
    private readonly UniqueKeyTable uniqueKeys;
    private readonly OwedTable owed;
    private readonly MemberTable members;
    private readonly JoinTable joins;
    private readonly WaitTable waits;
    private readonly ValueTable values;
    private readonly CancellationTable cancellations;
    private readonly RunTable runs;
    private readonly ParkedTable parked;
    private readonly StepTable steps;
    private readonly PermitTable permits;
    private readonly TurnTable turns;
    private readonly RateTable rates;
    private readonly LeaseTable leases;
    private readonly ScheduleTable schedules;
    private readonly WorkerTable workers;
    private readonly LabelTable labels;
    private readonly TallyTable tallies;
    private readonly FailureTable failures;
    private readonly ActionTable actions;
    private readonly ChangeTable changes;
    private readonly string schema;
    private HistoryTrimmed? trimmed;
    private readonly Statement<string>[] deletion;
    private readonly IKnown[] known;

    public PostgresState(string schema, bool locks)
    {
        tables = new(schema);
        flows = new(tables);
        plans = new(tables, locks);
        uniqueKeys = new(tables);
        owed = new(tables);
        members = new(tables);
        joins = new(tables, members, owed);
        waits = new(tables);
        values = new(tables);
        cancellations = new(tables);
        runs = new(tables);
        parked = new(tables);
        steps = new(tables);
        permits = new(tables);
        turns = new(tables);
        rates = new(tables);
        leases = new(tables);
        schedules = new(tables);
        workers = new(tables);
        labels = new(tables);
        tallies = new(schema);
        failures = new(schema);
        actions = new(tables);
        changes = new(schema);
        this.schema = schema;
        deletion = FlowRemoval.Statements(schema);
        known =
        [
            flows.Known, .. plans.Known, uniqueKeys.Known, owed.Known, joins.Known, members.Known, waits.Known, values.Known, cancellations.Known, runs.Known, parked.Known, steps.Known,
            permits.Known, rates.Known, leases.Known, schedules.Known, workers.Known, tables.Questions,
        ];
    }

    /// <summary>How many questions could not be answered so far.</summary>
    public int Misses => tables.Tracker.Misses;

    /// <summary>Whether questions about more than a row are noted.</summary>
    public bool NotesQuestions
    {
        set => tables.Questions.IsNoting = value;
    }

    public FlowTable Flows => flows;

    public PlanTable Plans => plans;

    public FlowHeader? Flow(string flowId)
    {
        var flow = flows.Find(flowId);
        return flow?.CompensationId is { } id ? flow with { Compensation = owed.Known.Find(id) } : flow;
    }

    public FlowSeal? Seal(string flowId) => flows.Find(flowId) is { } flow ? flow.Seal : flows.IsKnown(flowId) ? null : AnySeal;

    public UniqueHold? UniqueKey(string key) => uniqueKeys.Known.Find(key);

    public DateTimeOffset? PlanUsedAt(string hash) => plans.UsedAt(hash);

    public bool PlanHasFlow(string hash) => flows.HasPlan(hash);

    public byte[]? Plan(string hash) => plans.Find(hash);

    public KnownJoin? Join(string flowId, string path) => joins.Find(flowId, path);

    public IReadOnlyList<JoinWithFailures> Joins(string flowId) => joins.FindAll(flowId);

    public IReadOnlyList<string> Compensable(string flowId) => joins.FindCompensable(flowId);

    public RecordedOutcome? Member(string flowId, string join, int index) => members.Find(new(flowId, join, index));

    public IReadOnlyList<int> MemberIndices(string flowId, string join) => members.FindIndices(flowId, join);

    public IReadOnlyList<EndedMember> Ends(string flowId, string join, int after, int count) => members.FindEnds(flowId, join, after, count);

    public IReadOnlyList<RecordedOutcome> Members(string flowId, string join, int first, int count) => members.FindRange(flowId, join, first, count);

    public IReadOnlyList<KeyValuePair<string, FlowValue>> References(string flowId) => members.FindReferences(flowId);

    public AwaitedEvent? Wait(string flowId, string name, string key) => waits.Find(flowId, name, key);

    public IReadOnlyList<AwaitedEvent> Waits(string flowId) => waits.FindAll(flowId);

    public byte[]? Value(string flowId, string path) => values.Find(flowId, path);

    public bool IsCancelled(FlowKey key, IReadOnlyList<string> scopes) => cancellations.Has(key, scopes);

    public BegunStep? Run(FlowKey key, string path) => runs.Find(key, path);

    public bool HasRun(FlowKey key, string? except) => runs.Any(key, except);

    public bool IsParked(string messageId) => parked.Has(messageId);

    public IReadOnlyList<TaskMessage> Parked(FlowKey key) => parked.Find(key);

    public OwedMessage? Owed(string messageId) => owed.Known.Find(messageId);

    public IReadOnlyList<OwedMessage> HandedOffAs(string flowId, string origin) => owed.FindHandedOff(flowId, origin);

    public IReadOnlyList<OwedMessage> OwedOf(string flowId) => owed.FindAll(flowId);

    public KnownStep? Step(string flowId, string path) => steps.Find(flowId, path);

    public IReadOnlyList<StepRecord> Steps(string flowId) => steps.FindAll(flowId);

    public IReadOnlyList<StepRecord> HeldSteps(string flowId) => steps.FindHeld(flowId);

    public IReadOnlyList<StepCount> StepCounts(string flowId) => steps.Count(flowId);

    public Permit? Permit(string name, string holder) => permits.Find(name, holder);

    public int HeldPermits(string name, DateTimeOffset since) => permits.CountHeld(name, since);

    public Permit? NextPermit(string name) => permits.FindNext(name);

    public IReadOnlyList<Permit> WaitingPermits(string flowId) => permits.FindWaiting(flowId);

    public Turn? Turn(FlowKey flow) => turns.Find(flow);

    public IReadOnlyList<Turn> HeldTurns(string key) => turns.FindHeld(key);

    public IReadOnlyList<Turn> WaitingTurns(string key, int count) => turns.FindWaiting(key, count);

    public Rate? Rate(string name) => rates.Known.Find(name);

    public Lease? Lease(string name) => leases.Known.Find(name);

    public ScheduleState? Schedule(string name) => schedules.Known.Find(name);

    public WorkerRow? Worker(string id) => workers.Known.Find(id);

    public void Apply(StoreChange change)
    {
        if (change.Stirs is { } flow)
            changes.Stir(flow);
        switch (change)
        {
            case JoinAdded c: joins.Set(c.Join); break;
            case JoinChanged c: joins.Set(c.Join); break;
            case MemberAdded c: members.Add(c); break;
            case StepChanged c: steps.Set(c); break;
            case OwedAdded c: owed.Add(c.Owed); break;
            case OwedDue c: owed.SetDue(c); break;
            case OwedWaits c: owed.SetWaiting(c.MessageId); break;
            case OwedHandedOff c: owed.SetHandedOff(c); break;
            case OwedDeleted c: owed.Delete(c); break;
            case FlowAdded c: flows.Add(c.Flow); labels.Add(c.Flow); break;
            case FlowChanged c: flows.Change(c.Flow); break;
            case FlowDeleted c: Delete(c.FlowId); break;
            case PlanAdded c: plans.Add(c); break;
            case PlanUsed c: plans.Mark(c); break;
            case PlanDeleted c: plans.Delete(c.Hash); break;
            case KeyTaken c: uniqueKeys.Set(c.Hold); break;
            case ScopeCancelled c: cancellations.Add(c); break;
            case FailuresForgotten c: members.Forget(c); break;
            case MembersFreed c: members.Free(c); break;
            case WaitAdded c: waits.Add(c.Wait); break;
            case WaitChanged c: waits.Change(c.Wait); break;
            case ValueAdded c: values.Add(c); break;
            case ValuesFreed c: values.Free(c); break;
            case RunChanged c: runs.Set(c.Run); break;
            case MessageParked c: parked.Add(c.Parked); break;
            case ParkedCarried c: parked.Carry(c.Key); break;
            case ParkedDeleted c: parked.Delete(c.FlowId); break;
            case PermitTaken c: permits.Take(c.Permit); break;
            case PermitChanged c: permits.Change(c.Permit); break;
            case PermitDeleted c: permits.Delete(c); break;
            case PermitsLost c: permits.DeleteLost(c); break;
            case TurnTaken c: turns.Take(c.Turn); break;
            case TurnHeld c: turns.Hold(c.Flow); break;
            case TurnLeft c: turns.Delete(c.Flow); break;
            case RateChanged c: rates.Set(c.Rate); break;
            case LeaseTaken c: leases.Set(c.Lease); break;
            case AttemptCounted c: tallies.Count(c); break;
            case FailureSeen c: failures.See(c); break;
            case ActionAdded c: actions.Add(c.Action); break;
            case HistoryTrimmed c: trimmed = c; break;
            case ScheduleChanged c: schedules.Set(c.Schedule); break;
            case WorkerChanged c: workers.Set(c.Worker); break;
            case WorkerRemoved c: workers.Remove(c.Id); break;
            case ControlChanged c: workers.Set(c); break;
            case ScheduleDeleted c: schedules.Delete(c.Name); break;
            default: throw new NotSupportedException($"The PostgreSQL store does not know {change.GetType().Name}.");
        }
    }

    /// <summary>Reads what was asked and is not known; what was changed is written before, where that may change the answer.</summary>
    public void Load(RoundTrip trip)
    {
        if (Array.Exists(known, static l => l.NeedsFlush))
            Flush(trip);
        foreach (var rows in known)
            rows.Load(trip);
    }

    /// <summary>Writes all that was changed; rows that every transaction writes to come last, in one order, and the numbers of the feed of cancellations after them.</summary>
    /// <param name="trip">Takes the statements.</param>
    /// <param name="now">The time of the transaction.</param>
    public void Finish(RoundTrip trip, DateTimeOffset now)
    {
        Flush(trip);
        changes.Write(trip, now);
        tallies.Write(trip);
        failures.Write(trip);
        if (trimmed is { } old)
        {
            trip.Add(TallyTable.Trim(schema, old.TalliesBefore));
            trip.Add(ChangeTable.Trim(schema, old.ChangesBefore));
        }

        cancellations.Write(trip);
    }

    /// <summary>Reads all of it once more, with what is asked besides: a read sees one moment.</summary>
    public void ReadAgain()
    {
        foreach (var rows in known)
            rows.ReadAgain();
    }

    /// <summary>Another transaction begins.</summary>
    public void Clear()
    {
        tables.Writes.Clear();
        cancellations.Clear();
        tallies.Clear();
        failures.Clear();
        changes.Clear();
        trimmed = null;
        foreach (var rows in known)
            rows.Clear();
    }

    private void Flush(RoundTrip trip)
    {
        tables.Writes.Flush(trip);
        foreach (var rows in known)
            rows.Flushed();
    }

    // The flow is known to be gone; of all else that was under it nobody knows which rows they were.
    private void Delete(string flow)
    {
        cancellations.Delete(flow);
        foreach (var rows in known)
        {
            if (rows != flows.Known && rows != leases.Known && rows != rates.Known && rows != schedules.Known && rows != workers.Known)
                rows.Forget();
        }

        flows.Delete(flow);
        tables.Writes.AddAcross(deletion, flow, flow);
    }
}
