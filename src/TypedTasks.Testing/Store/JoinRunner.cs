using TypedTasks.Plans;
using TypedTasks.Storage;
using TypedTasks.Transport;

namespace TypedTasks.Testing;

/// <summary>Joins and their members.</summary>
internal sealed class JoinRunner(InMemoryTables tables)
{
    public JoinRecord Record(RecordMember o)
    {
        var key = new JoinKey(o.Key.FlowId, o.Join);
        if (o.IsCompensable && o.Outcome.Succeeded && tables.Closed.TryGet(o.Key, out _))
            return Get(key, o.Index, []);
        if (!o.Outcome.Succeeded && tables.FlowOf(o.Key).Key.Generation > o.Key.Generation)
            return Get(key, o.Index, []);
        return Get(key, o.Index, tables.Members.TryAdd(new(key, o.Index), o.Outcome) ? Advance(o, key) : []);
    }

    public JoinRecord Get(GetMember o) => Get(new(o.Key.FlowId, o.Join), o.Index, []);

    public List<RecordedOutcome> Read(ReadMembers o)
    {
        var key = new JoinKey(o.Key.FlowId, o.Join);
        List<RecordedOutcome> members = [];
        if (!tables.Joins.TryGet(key, out var join))
            return members;
        for (var i = o.First; i < join.Count && members.Count < o.Count; i++)
        {
            if (tables.Members.TryGet(new(key, i), out var outcome) && outcome.Value.Kind != ValueKind.Freed)
                members.Add(outcome);
        }

        return members;
    }

    public string[] Close(CloseCompensations o)
    {
        tables.Closed.TryAdd(o.Key, true);
        return [.. Compensable(o.Key.FlowId).Order(PathOrder.Instance)];
    }

    /// <summary>The scopes of a flow that are to be undone, or were.</summary>
    public IEnumerable<string> Compensable(string flow) => tables.Joins.RowsOf(flow)
        .Where(static j => j.Value is { IsCompensable: true, State: JoinState.Completed })
        .Select(static j => j.Key.Path);

    public JoinSummary[] Summaries(string flow) =>
    [
        .. tables.Joins.RowsOf(flow)
            .OrderBy(j => j.Key.Path, PathOrder.Instance)
            .Select(j => new JoinSummary(j.Key.Path, j.Value.Count, j.Value.State, [.. Failed(j.Key, j.Value.Count)])),
    ];

    /// <summary>Forgets the failed members of a join, which is open again; the one that decided it counted as ended, or all did.</summary>
    public void Reopen(JoinKey key)
    {
        if (!tables.Joins.TryGet(key, out var join))
            return;
        foreach (var index in Failed(key, join.Count).ToArray())
            tables.Members.Remove(new(key, index));
        var ended = join.Succeeded == 0 ? 0 : join.Ended - 1;
        tables.Joins.Set(key, join with { State = JoinState.Open, DecidedBy = -1, OwedIds = [], Ended = ended });
    }

    private IEnumerable<int> Failed(JoinKey key, int count) => Enumerable.Range(0, count)
        .Where(i => tables.Members.TryGet(new(key, i), out var outcome) && !outcome.Succeeded);

    private TaskMessage[] Advance(RecordMember o, JoinKey key)
    {
        if (!tables.Joins.TryGet(key, out var join))
            join = new(o.Count, 0, 0, JoinState.Open, -1, [], o.IsCompensable);
        join = join with { Ended = join.Ended + (join.State == JoinState.Open ? 1 : 0), Succeeded = join.Succeeded + (o.Outcome.Succeeded ? 1 : 0) };
        var decides = join.State == JoinState.Open && o.Decide(join.Succeeded, join.Ended) != JoinState.Open;
        if (decides)
        {
            join = join with { State = o.Decide(join.Succeeded, join.Ended), DecidedBy = o.Index };
            if (o.EndsScope(join.State))
                tables.Cancel(o.Key, o.Cancels!);
        }

        TaskMessage[] owed = [.. o.CreateOwed?.Invoke(new(join.State, decides, o.Outcome, join.Ended)) ?? []];
        foreach (var message in owed)
            tables.Owe(message, tables.Now);
        tables.Joins.Set(key, decides ? join with { OwedIds = [.. owed.Select(static m => m.Id)] } : join);
        return owed;
    }

    private JoinRecord Get(JoinKey key, int index, TaskMessage[] owed)
    {
        RecordedOutcome? member = tables.Members.TryGet(new(key, index), out var outcome) ? outcome : null;
        if (!tables.Joins.TryGet(key, out var join))
            return new(member, JoinState.Open, -1, default, owed);
        tables.Members.TryGet(new(key, join.DecidedBy), out var deciding);
        foreach (var id in join.OwedIds)
        {
            if (tables.Owed.TryGet(id, out var row) && !owed.Any(m => m.Id == id))
                owed = [.. owed, row.Message];
        }

        return new(member, join.State, join.DecidedBy, deciding, owed);
    }
}
