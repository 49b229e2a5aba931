using TypedTasks.Contracts;

namespace TypedTasks.Testing;

/// <summary>Joins and their members.</summary>
internal sealed class JoinRunner(InMemoryTables tables)
{
    public JoinRecord Record(RecordMember o)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(o.Index, nameof(o));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(o.Index, o.Count, nameof(o));
        var key = new JoinKey(o.Key, o.Join);
        if (tables.Members.TryAdd(new(key, o.Index), o.Outcome))
            Advance(o, key);
        return Get(key, o.Index);
    }

    public JoinRecord Get(GetMember o) => Get(new(o.Key, o.Join), o.Index);

    public List<FlowValue> Read(ReadMembers o)
    {
        var key = new JoinKey(o.Key, o.Join);
        List<FlowValue> values = [];
        if (!tables.Joins.TryGet(key, out var join))
            return values;
        for (var i = o.First; i < join.Count && values.Count < o.Count; i++)
        {
            if (tables.Members.TryGet(new(key, i), out var outcome) && outcome.Succeeded)
                values.Add(outcome.Value);
        }

        return values;
    }

    private void Advance(RecordMember o, JoinKey key)
    {
        if (!tables.Joins.TryGet(key, out var join))
            join = new(o.Count, 0, JoinState.Open, -1, null);
        if (o.Outcome.Succeeded)
            join = join with { Succeeded = join.Succeeded + 1 };
        if (join.State == JoinState.Open && !o.Outcome.Succeeded)
        {
            join = join with { State = JoinState.Failed, DecidedBy = o.Index };
            tables.Cancel(o.Key, o.Join, o.At);
        }
        else if (join.State == JoinState.Open && join.Succeeded == join.Count)
        {
            var body = o.CreateBody?.Invoke();
            join = join with { State = JoinState.Completed, DecidedBy = o.Index, OwedId = body?.Id };
            if (body is not null)
                tables.Owed.TryAdd(body.Id, new(body, o.At));
        }

        tables.Joins.Set(key, join);
    }

    private JoinRecord Get(JoinKey key, int index)
    {
        RecordedOutcome? member = tables.Members.TryGet(new(key, index), out var outcome) ? outcome : null;
        if (!tables.Joins.TryGet(key, out var join))
            return new(member, JoinState.Open, -1, default, null);
        tables.Members.TryGet(new(key, join.DecidedBy), out var deciding);
        var owed = join.OwedId is not null && tables.Owed.TryGet(join.OwedId, out var row) ? row.Message : null;
        return new(member, join.State, join.DecidedBy, deciding, owed);
    }
}
