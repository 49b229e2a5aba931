using TypedTasks.Contracts;
using TypedTasks.Sqlite.Database;

namespace TypedTasks.Sqlite.Queries;

/// <summary>Joins and their members.</summary>
internal sealed class JoinQueries(SqliteDatabase database, OwedQueries owed, CancellationQueries cancellations)
{
    private readonly Dictionary<(FlowKey Flow, string Path), JoinRow> joins = [];

    private readonly Statement findJoin = database.Prepare(
        "SELECT id, count, succeeded, state, decided_by, owed FROM joins WHERE flow = ? AND generation = ? AND path = ?");

    private readonly Statement insertJoin = database.Prepare(
        "INSERT INTO joins(flow, generation, path, count, succeeded, state, decided_by) VALUES (?, ?, ?, ?, 0, 0, -1)");

    private readonly Statement updateJoin = database.Prepare(
        "UPDATE joins SET succeeded = ?, state = ?, decided_by = ?, owed = ? WHERE id = ?");

    private readonly Statement insertMember = database.Prepare(
        $"INSERT INTO members(join_id, idx, {OutcomeColumns.Names}) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING");

    private readonly Statement findMember = database.Prepare(
        $"SELECT {OutcomeColumns.Names} FROM members WHERE join_id = ? AND idx = ?");

    private readonly Statement readValues = database.Prepare(
        $"SELECT {OutcomeColumns.Names} FROM members WHERE join_id = ? AND idx >= ? AND failure IS NULL ORDER BY idx LIMIT ?");

    public JoinRecord Record(RecordMember o, StoreCall call)
    {
        var join = Find(o.Key, o.Join) ?? Create(o);
        var isNew = insertMember.Int(join.Id).Int(o.Index).Outcome(o.Outcome).Run() == 1;
        if (isNew)
            Advance(join, o, call);
        return Describe(join, isNew ? o.Outcome : FindMember(join.Id, o.Index));
    }

    public JoinRecord Get(GetMember o) => Find(o.Key, o.Join) is { } join
        ? Describe(join, FindMember(join.Id, o.Index))
        : new(null, JoinState.Open, -1, default, null);

    public List<FlowValue> Read(ReadMembers o)
    {
        List<FlowValue> values = [];
        if (Find(o.Key, o.Join) is not { } join)
            return values;
        using var rows = readValues.Int(join.Id).Int(o.First).Int(o.Count).Query();
        while (rows.Next())
            values.Add(OutcomeColumns.ReadValue(rows, 0));
        return values;
    }

    /// <summary>Writes the joins that the transaction has changed.</summary>
    public void Flush()
    {
        foreach (var join in joins.Values)
        {
            if (join.IsChanged)
                updateJoin.Int(join.Succeeded).Int((int)join.State).Int(join.DecidedBy).Text(join.OwedId).Int(join.Id).Run();
        }
    }

    /// <summary>Forgets what the transaction saw.</summary>
    public void Clear() => joins.Clear();

    private void Advance(JoinRow join, RecordMember o, StoreCall call)
    {
        join.IsChanged = true;
        if (o.Outcome.Succeeded)
            join.Succeeded++;
        if (join.State != JoinState.Open)
            return;
        if (!o.Outcome.Succeeded)
        {
            join.State = JoinState.Failed;
            cancellations.Insert(o.Key, o.Join, o.At);
        }
        else if (join.Succeeded == join.Count)
        {
            join.State = JoinState.Completed;
            if (call.BodyOf(o) is { } body)
            {
                owed.Insert(body, o.At);
                join.OwedId = body.Id;
            }
        }

        if (join.State != JoinState.Open)
        {
            join.DecidedBy = o.Index;
            join.Deciding = o.Outcome;
        }
    }

    private JoinRecord Describe(JoinRow join, RecordedOutcome? member)
    {
        if (join.State == JoinState.Open)
            return new(member, JoinState.Open, -1, default, null);
        join.Deciding ??= FindMember(join.Id, join.DecidedBy);
        var body = join.OwedId is null ? null : owed.Find(join.OwedId);
        return new(member, join.State, join.DecidedBy, join.Deciding.GetValueOrDefault(), body);
    }

    private JoinRow? Find(FlowKey key, string path)
    {
        if (joins.TryGetValue((key, path), out var known))
            return known;
        using var rows = findJoin.Text(key.FlowId).Int(key.Generation).Text(path).Query();
        if (!rows.Next())
            return null;
        var join = new JoinRow
        {
            Id = rows.Long(0),
            Count = rows.Int(1),
            Succeeded = rows.Int(2),
            State = (JoinState)rows.Int(3),
            DecidedBy = rows.Int(4),
            OwedId = rows.TextOrNull(5),
        };
        joins.Add((key, path), join);
        return join;
    }

    private JoinRow Create(RecordMember o)
    {
        insertJoin.Text(o.Key.FlowId).Int(o.Key.Generation).Text(o.Join).Int(o.Count).Run();
        var join = new JoinRow { Id = database.LastInsertId, Count = o.Count };
        joins.Add((o.Key, o.Join), join);
        return join;
    }

    private RecordedOutcome? FindMember(long join, int index)
    {
        using var rows = findMember.Int(join).Int(index).Query();
        return rows.Next() ? OutcomeColumns.Read(rows, 0) : null;
    }
}
