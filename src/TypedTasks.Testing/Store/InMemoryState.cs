using TypedTasks.Storage;
using TypedTasks.Transport;

namespace TypedTasks.Testing;

/// <summary>What decisions ask.</summary>
internal sealed class InMemoryState(InMemoryTables tables) : IStoreState
{
    public FlowHeader? Flow(string flowId)
    {
        if (!tables.Flows.TryGet(flowId, out var flow))
            return null;
        return flow.CompensationId is { } id && tables.Owed.TryGet(id, out var owed) ? flow with { Compensation = owed.Row } : flow;
    }

    public FlowSeal? Seal(string flowId) => tables.Flows.TryGet(flowId, out var flow) ? flow.Seal : null;

    public UniqueHold? UniqueKey(string key) => tables.UniqueKeys.TryGet(key, out var hold) ? hold : null;

    public DateTimeOffset? PlanUsedAt(string hash) => tables.Plans.TryGet(hash, out var plan) ? plan.UsedAt : null;

    public bool PlanHasFlow(string hash) => tables.Flows.Rows.Values.Any(f => f.PlanHash == hash);

    public byte[]? Plan(string hash) => tables.Plans.TryGet(hash, out var plan) ? plan.Json : null;

    public KnownJoin? Join(string flowId, string path)
    {
        var key = new JoinKey(flowId, path);
        if (!tables.Joins.TryGet(key, out var join))
            return null;
        if (join.State == JoinState.Open)
            return new(join, null, []);
        List<TaskMessage> owed = [];
        foreach (var id in join.OwedIds)
        {
            if (tables.Owed.TryGet(id, out var row) && row.Row.Since is not null)
                owed.Add(row.Row.Message);
        }

        return new(join, tables.Members.TryGet(new(key, join.DecidedBy), out var deciding) ? deciding : null, owed);
    }

    public IReadOnlyList<JoinWithFailures> Joins(string flowId) =>
    [
        .. tables.Joins.RowsOf(flowId).Select(j => new JoinWithFailures(
            j.Value,
            [.. Enumerable.Range(0, j.Value.Count).Where(i => tables.Members.TryGet(new(j.Key, i), out var outcome) && !outcome.Succeeded)])),
    ];

    public IReadOnlyList<string> Compensable(string flowId) =>
    [
        .. tables.Joins.RowsOf(flowId)
            .Where(static j => j.Value is { IsCompensable: true, State: JoinState.Completed })
            .Select(static j => j.Key.Path),
    ];

    public RecordedOutcome? Member(string flowId, string join, int index) =>
        tables.Members.TryGet(new(new(flowId, join), index), out var outcome) ? outcome : null;

    public IReadOnlyList<int> MemberIndices(string flowId, string join)
    {
        var key = new JoinKey(flowId, join);
        return tables.Joins.TryGet(key, out var header)
            ? [.. Enumerable.Range(0, header.Count).Where(i => tables.Members.TryGet(new(key, i), out _))]
            : [];
    }

    public IReadOnlyList<RecordedOutcome> Members(string flowId, string join, int first, int count)
    {
        var key = new JoinKey(flowId, join);
        List<RecordedOutcome> members = [];
        if (!tables.Joins.TryGet(key, out var header))
            return members;
        for (var i = first; i < header.Count && members.Count < count; i++)
        {
            if (tables.Members.TryGet(new(key, i), out var outcome) && outcome.Value.Kind != ValueKind.Freed)
                members.Add(outcome);
        }

        return members;
    }

    public IReadOnlyList<EndedMember> Ends(string flowId, string join, int after, int count)
    {
        var key = new JoinKey(flowId, join);
        List<EndedMember> members = [];
        if (!tables.Joins.TryGet(key, out var header))
            return members;
        for (var place = after + 1; place <= header.Recorded && members.Count < count; place++)
        {
            if (tables.Ends.TryGet((key, place), out var index) && tables.Members.TryGet(new(key, index), out var outcome) && outcome.Value.Kind != ValueKind.Freed)
                members.Add(new(index, place, outcome));
        }

        return members;
    }

    public IReadOnlyList<KeyValuePair<string, FlowValue>> References(string flowId) =>
    [
        .. tables.Members.RowsOf(flowId)
            .Where(static m => m.Value.Value.Kind is not (ValueKind.None or ValueKind.Inline or ValueKind.Freed))
            .Select(static m => KeyValuePair.Create(m.Key.Join.Path, m.Value.Value)),
    ];

    public AwaitedEvent? Wait(string flowId, string name, string key) => tables.Waits.TryGet((flowId, name, key), out var wait) ? wait : null;

    public IReadOnlyList<AwaitedEvent> Waits(string flowId) => [.. tables.Waits.RowsOf(flowId).Select(static w => w.Value)];

    public byte[]? Value(string flowId, string path) => tables.Values.TryGet((flowId, path), out var value) ? value : null;

    public bool IsCancelled(FlowKey key, IReadOnlyList<string> scopes)
    {
        for (var i = 0; i < scopes.Count; i++)
        {
            if (tables.Cancellations.TryGet((key, scopes[i]), out _))
                return true;
        }

        return false;
    }

    public BegunStep? Run(FlowKey key, string path) => tables.Runs.TryGet((key, path), out var run) ? run : null;

    public bool HasRun(FlowKey key, string? except) =>
        tables.Runs.RowsOf(key.FlowId).Any(r => r.Key.Key == key && !r.Value.HasEnded && r.Key.Path != except);

    public bool IsParked(string messageId) => tables.Parked.TryGet(messageId, out _);

    public IReadOnlyList<TaskMessage> Parked(FlowKey key) =>
    [
        .. tables.Parked.RowsOf(key.FlowId)
            .Select(static r => r.Value)
            .Where(r => r.Row.Key == key && !r.Row.IsCarried)
            .OrderBy(static r => r.Rank)
            .Select(static r => r.Row.Message),
    ];

    public OwedMessage? Owed(string messageId) => tables.Owed.TryGet(messageId, out var owed) ? owed.Row : null;

    public IReadOnlyList<OwedMessage> HandedOffAs(string flowId, string origin) => [.. OwedOf(flowId).Where(o => o.Origin == origin)];

    public IReadOnlyList<OwedMessage> OwedOf(string flowId) => [.. tables.Owed.RowsOf(flowId).Select(static r => r.Value).OrderBy(static r => r.Rank).Select(static r => r.Row)];

    public KnownStep? Step(string flowId, string path) =>
        tables.Steps.TryGet(flowId, out var steps) && steps.TryGet(path, out var row)
            ? new(row.Generation, row.Step.Attempt, row.Step.State)
            : null;

    public IReadOnlyList<StepRecord> Steps(string flowId) =>
        tables.Steps.TryGet(flowId, out var steps) ? [.. steps.Rows.Values.Select(static s => s.Step)] : [];

    public IReadOnlyList<StepRecord> HeldSteps(string flowId) => [.. Steps(flowId).Where(static s => s.Until is not null)];

    public IReadOnlyList<StepCount> StepCounts(string flowId) =>
    [
        .. Steps(flowId)
            .GroupBy(static s => (s.Task, s.State))
            .Select(static g => new StepCount(g.Key.Task, g.Key.State, g.Count(), g.Sum(static s => s.Progress ?? 0))),
    ];

    public Permit? Permit(string name, string holder) => tables.Permits.TryGet((name, holder), out var permit) ? permit.Row : null;

    public int HeldPermits(string name, DateTimeOffset since) =>
        tables.Permits.RowsOf(name).Count(p => p.Value.Row.State == PermitState.Held && p.Value.Row.At >= since);

    public Permit? NextPermit(string name) => tables.Permits.RowsOf(name)
        .Select(static p => p.Value)
        .Where(static p => p.Row.State == PermitState.Waiting)
        .OrderBy(static p => p.Rank)
        .Select(static p => p.Row)
        .FirstOrDefault();

    public IReadOnlyList<Permit> WaitingPermits(string flowId) =>
        [.. tables.Permits.Rows.Values.Select(static p => p.Row).Where(p => p.State == PermitState.Waiting && p.Waiting?.FlowId == flowId)];

    public Turn? Turn(FlowKey flow) => tables.Turns.TryGet(flow, out var turn) ? turn.Row : null;

    public IReadOnlyList<Turn> HeldTurns(string key) => [.. Line(key).Held.Values];

    public IReadOnlyList<Turn> WaitingTurns(string key, int count) => [.. Line(key).Waiting.Values.Take(count)];

    public TurnLine Line(string key) => tables.Lines.TryGet(key, out var line) ? line : TurnLine.Empty;

    public Rate? Rate(string name) => tables.Rates.TryGet(name, out var rate) ? rate : null;

    public Lease? Lease(string name) => tables.Leases.TryGet(name, out var lease) ? lease : null;

    public WorkerRow? Worker(string id) => tables.Workers.TryGet(id, out var worker) ? worker : null;

    public ScheduleState? Schedule(string name) => tables.Schedules.TryGet(name, out var schedule) ? schedule : null;
}
