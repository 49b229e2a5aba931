using TypedTasks.Sqlite.Database;
using TypedTasks.Sqlite.Rows;
using TypedTasks.Storage;
using TypedTasks.Transport;
using static TypedTasks.Storage.StoreChange;

namespace TypedTasks.Sqlite;

/// <summary>What decisions ask, and what they change: rows of a file.</summary>
internal sealed class SqliteState : IStoreState
{
    private readonly FlowRows flows;
    private readonly PlanRows plans;
    private readonly UniqueKeyRows uniqueKeys;
    private readonly OwedRows owed;
    private readonly JoinRows joins;
    private readonly WaitRows waits;
    private readonly ValueRows values;
    private readonly CancellationRows cancellations;
    private readonly RunRows runs;
    private readonly ParkedRows parked;
    private readonly StepRows steps;
    private readonly PermitRows permits;
    private readonly TurnRows turns;
    private readonly RateRows rates;
    private readonly LeaseRows leases;
    private readonly ScheduleRows schedules;
    private readonly WorkerRows workers;
    private readonly LabelRows labels;
    private readonly TallyRows tallies;
    private readonly FailureRows failures;
    private readonly ActionRows actions;
    private readonly ChangeRows changes;
    private readonly StepMessageRows stepMessages;
    private readonly FlowDeletion deletion;
    private readonly Dictionary<string, FlowSeal> seals = new(StringComparer.Ordinal);

    public SqliteState(SqliteDatabase database)
    {
        owed = new(database);
        flows = new(database, owed, seals: database.ReadLong("PRAGMA user_version") > Schema.Oldest);
        joins = new(database, owed);
        plans = new(database);
        uniqueKeys = new(database);
        waits = new(database);
        values = new(database);
        cancellations = new(database);
        runs = new(database);
        parked = new(database);
        steps = new(database);
        permits = new(database);
        turns = new(database);
        rates = new(database);
        leases = new(database);
        schedules = new(database);
        workers = new(database);
        labels = new(database);
        tallies = new(database);
        failures = new(database);
        actions = new(database);
        changes = new(database);
        stepMessages = new(database);
        deletion = new(database);
    }

    public FlowHeader? Flow(string flowId) => flows.Find(flowId);

    public FlowSeal? Seal(string flowId)
    {
        if (seals.TryGetValue(flowId, out var known))
            return known;
        if (flows.FindSeal(flowId) is not { } seal)
            return null;
        seals.Add(flowId, seal);
        return seal;
    }

    public UniqueHold? UniqueKey(string key) => uniqueKeys.Find(key);

    public DateTimeOffset? PlanUsedAt(string hash) => plans.UsedAt(hash);

    public bool PlanHasFlow(string hash) => flows.HasPlan(hash);

    public byte[]? Plan(string hash) => plans.Find(hash);

    public KnownJoin? Join(string flowId, string path) => joins.Find(flowId, path);

    public IReadOnlyList<JoinWithFailures> Joins(string flowId) => joins.FindAll(flowId);

    public IReadOnlyList<string> Compensable(string flowId) => joins.FindCompensable(flowId);

    public RecordedOutcome? Member(string flowId, string join, int index) => joins.FindMember(flowId, join, index);

    public IReadOnlyList<int> MemberIndices(string flowId, string join) => joins.FindIndices(flowId, join);

    public IReadOnlyList<EndedMember> Ends(string flowId, string join, int after, int count) => joins.FindEnds(flowId, join, after, count);

    public IReadOnlyList<RecordedOutcome> Members(string flowId, string join, int first, int count) => joins.FindMembers(flowId, join, first, count);

    public IReadOnlyList<KeyValuePair<string, FlowValue>> References(string flowId) => joins.References(flowId);

    public AwaitedEvent? Wait(string flowId, string name, string key) => waits.Find(flowId, name, key);

    public IReadOnlyList<AwaitedEvent> Waits(string flowId) => waits.FindAll(flowId);

    public byte[]? Value(string flowId, string path) => values.Find(flowId, path);

    public bool IsCancelled(FlowKey key, IReadOnlyList<string> scopes) => cancellations.Has(key, scopes);

    public BegunStep? Run(FlowKey key, string path) => runs.Find(key, path);

    public bool HasRun(FlowKey key, string? except) => runs.Any(key, except);

    public bool IsParked(string messageId) => parked.Has(messageId);

    public IReadOnlyList<TaskMessage> Parked(FlowKey key) => parked.Find(key);

    public OwedMessage? Owed(string messageId) => owed.Find(messageId);

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

    public Rate? Rate(string name) => rates.Find(name);

    public Lease? Lease(string name) => leases.Find(name);

    public ScheduleState? Schedule(string name) => schedules.Find(name);

    public WorkerRow? Worker(string id) => workers.Find(id);

    public void Apply(StoreChange change)
    {
        if (change.Stirs is { } flow)
            changes.Stir(flow);
        switch (change)
        {
            case JoinAdded c: joins.Add(c.Join); break;
            case JoinChanged c: joins.Change(c.Join); break;
            case MemberAdded c: joins.Add(c); break;
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
            case FailuresForgotten c: joins.Forget(c); break;
            case MembersFreed c: joins.Free(c); break;
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
            case HistoryTrimmed c: changes.Trim(c.ChangesBefore); tallies.Trim(c.TalliesBefore); break;
            case ScheduleChanged c: schedules.Set(c.Schedule); break;
            case WorkerChanged c: workers.Set(c.Worker); break;
            case WorkerRemoved c: workers.Remove(c.Id); break;
            case ControlChanged c: workers.Set(c); break;
            case ScheduleDeleted c: schedules.Delete(c.Name); break;
            default: throw new NotSupportedException($"The SQLite store does not know {change.GetType().Name}.");
        }
    }

    public object Answer<TResult>(StoreQuery<TResult> query, DateTimeOffset now) => query switch
    {
        FindOwed q => owed.Find(q, now),
        FindOverdue q => flows.Find(q, now),
        FindStranded q => flows.Find(q),
        FindQuiet q => flows.Find(q, now),
        FindStirred q => flows.Find(q),
        FindTurns q => turns.Find(q),
        ReadPlace q => turns.Find(q),
        FindPurgeable q => flows.Find(q, now),
        FindWaits q => waits.Find(q),
        FindUnusedPlans q => plans.Find(q, now),
        ListFlows q => flows.Find(q, now),
        ReadCancellations q => cancellations.Find(q, now),
        ListSchedules => schedules.FindAll(),
        ListWorkers => workers.FindAll(now),
        ReadControls q => workers.Find(q),
        CountFlows q => flows.Count(q, now),
        CountStates => flows.CountStates(),
        FindOldest q => flows.Find(q),
        FindLate q => flows.Find(q, now),
        FindFailed q => flows.Find(q, now),
        ReadTallies q => tallies.Read(q, now),
        ReadFailures q => failures.Read(q, now),
        ReadStepsAt q => steps.Find(q),
        FindActiveSteps q => steps.Find(q),
        ReadJoinsAt q => joins.Find(q),
        ReadMemberEnds q => joins.Find(q),
        FindOpenWaits q => waits.Find(q),
        ReadStepMessages q => stepMessages.Find(q),
        ReadActions q => actions.Read(q),
        ReadChanges q => changes.Read(q),
        _ => throw new NotSupportedException($"The SQLite store does not know {query.GetType().Name}."),
    };

    /// <summary>Writes what the transaction still holds.</summary>
    public void Flush(DateTimeOffset now)
    {
        joins.Flush();
        tallies.Flush();
        changes.Flush(now);
    }

    /// <summary>Forgets what the transaction saw.</summary>
    public void Clear()
    {
        ForgetRows();
        tallies.Clear();
        changes.Clear();
    }

    private void Delete(string flow)
    {
        joins.Flush();
        ForgetRows();
        labels.Delete(flow);
        deletion.Run(flow);
    }

    private void ForgetRows()
    {
        joins.Clear();
        seals.Clear();
    }
}
