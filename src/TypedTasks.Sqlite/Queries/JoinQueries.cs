using TypedTasks.Plans;
using TypedTasks.Sqlite.Database;
using TypedTasks.Storage;
using TypedTasks.Transport;

namespace TypedTasks.Sqlite.Queries;

/// <summary>Joins and their members.</summary>
internal sealed class JoinQueries(
    SqliteDatabase database, OwedQueries owed, CancellationQueries cancellations, CompensationQueries compensations,
    FlowQueries flows)
{
    private readonly Dictionary<(string Flow, string Path), JoinRow> joins = [];

    private readonly Statement findJoin = database.Prepare(
        "SELECT id, count, succeeded, ended, compensable, state, decided_by, owed FROM joins WHERE flow = ? AND path = ?");

    private readonly Statement insertJoin = database.Prepare(
        "INSERT INTO joins(flow, path, count, compensable, succeeded, ended, state, decided_by) VALUES (?, ?, ?, ?, 0, 0, 0, -1)");

    private readonly Statement updateJoin = database.Prepare(
        "UPDATE joins SET succeeded = ?, ended = ?, state = ?, decided_by = ?, owed = ? WHERE id = ?");

    private readonly Statement insertMember = database.Prepare(
        $"INSERT INTO members(join_id, idx, {OutcomeColumns.Names}) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING");

    private readonly Statement findMember = database.Prepare(
        $"SELECT {OutcomeColumns.Names} FROM members WHERE join_id = ? AND idx = ?");

    private readonly Statement readValues = database.Prepare(
        $"SELECT {OutcomeColumns.Names} FROM members WHERE join_id = ? AND idx >= ? AND kind <> 8 ORDER BY idx LIMIT ?");

    private readonly Statement compensable = database.Prepare(
        "SELECT path FROM joins WHERE flow = ? AND compensable = 1 AND state = 1");

    public JoinRecord Record(RecordMember o, DateTimeOffset now)
    {
        var known = Find(o.Key.FlowId, o.Join);
        if (o.IsCompensable && o.Outcome.Succeeded && compensations.IsClosed(o.Key))
            return Describe(known, o.Index);
        if (!o.Outcome.Succeeded && flows.GenerationOf(o.Key.FlowId) > o.Key.Generation)
            return Describe(known, o.Index);
        var join = known ?? Create(o);
        return insertMember.Int(join.Id).Int(o.Index).Outcome(o.Outcome).Run() == 1
            ? Describe(join, o.Outcome, Advance(join, o, now))
            : Describe(join, FindMember(join.Id, o.Index), []);
    }

    public JoinRecord Get(GetMember o) => Describe(Find(o.Key.FlowId, o.Join), o.Index);

    public List<RecordedOutcome> Read(ReadMembers o)
    {
        List<RecordedOutcome> members = [];
        if (Find(o.Key.FlowId, o.Join) is not { } join)
            return members;
        using var rows = readValues.Int(join.Id).Int(o.First).Int(o.Count).Query();
        while (rows.Next())
            members.Add(OutcomeColumns.Read(rows, 0));
        return members;
    }

    public List<string> Close(CloseCompensations o)
    {
        compensations.Close(o.Key);
        Flush();
        List<string> paths = [];
        using (var rows = compensable.Text(o.Key.FlowId).Query())
        {
            while (rows.Next())
                paths.Add(rows.Text(0));
        }

        paths.Sort(PathOrder.Instance);
        return paths;
    }

    /// <summary>Writes the joins that the transaction has changed.</summary>
    public void Flush()
    {
        foreach (var join in joins.Values)
        {
            if (join.IsChanged)
                updateJoin.Int(join.Succeeded).Int(join.Ended).Int((int)join.State).Int(join.DecidedBy).Text(join.OwedIds).Int(join.Id).Run();
        }
    }

    /// <summary>Forgets what the transaction saw.</summary>
    public void Clear() => joins.Clear();

    private JoinRecord Describe(JoinRow? join, int index) => join is null
        ? new(null, JoinState.Open, -1, default, [])
        : Describe(join, FindMember(join.Id, index), []);

    private IReadOnlyList<TaskMessage> Advance(JoinRow join, RecordMember o, DateTimeOffset now)
    {
        join.IsChanged = true;
        if (join.State == JoinState.Open)
            join.Ended++;
        if (o.Outcome.Succeeded)
            join.Succeeded++;
        var decides = join.State == JoinState.Open && o.Decide(join.Succeeded, join.Ended) != JoinState.Open;
        if (decides)
        {
            join.State = o.Decide(join.Succeeded, join.Ended);
            join.DecidedBy = o.Index;
            join.Deciding = o.Outcome;
            if (o.EndsScope(join.State))
                cancellations.Insert(o.Key, o.Cancels!, now);
        }

        var messages = o.CreateOwed?.Invoke(new(join.State, decides, o.Outcome, join.Ended)) ?? [];
        foreach (var message in messages)
            owed.Insert(message, now);
        if (decides && messages.Count > 0)
            join.OwedIds = string.Join('\n', messages.Select(static m => m.Id));
        return messages;
    }

    private JoinRecord Describe(JoinRow join, RecordedOutcome? member, IReadOnlyList<TaskMessage> fresh)
    {
        if (join.State == JoinState.Open)
            return new(member, JoinState.Open, -1, default, fresh);
        join.Deciding ??= FindMember(join.Id, join.DecidedBy);
        if (join.OwedIds is not null && fresh.Count == 0)
            fresh = [.. join.OwedIds.Split('\n').Select(owed.Find).OfType<TaskMessage>()];
        return new(member, join.State, join.DecidedBy, join.Deciding.GetValueOrDefault(), fresh);
    }

    private JoinRow? Find(string flow, string path)
    {
        if (joins.TryGetValue((flow, path), out var known))
            return known;
        using var rows = findJoin.Text(flow).Text(path).Query();
        if (!rows.Next())
            return null;
        var join = new JoinRow
        {
            Id = rows.Long(0),
            Count = rows.Int(1),
            Succeeded = rows.Int(2),
            Ended = rows.Int(3),
            IsCompensable = rows.Int(4) != 0,
            State = (JoinState)rows.Int(5),
            DecidedBy = rows.Int(6),
            OwedIds = rows.TextOrNull(7),
        };
        joins.Add((flow, path), join);
        return join;
    }

    private JoinRow Create(RecordMember o)
    {
        insertJoin.Text(o.Key.FlowId).Text(o.Join).Int(o.Count).Int(o.IsCompensable ? 1 : 0).Run();
        var join = new JoinRow { Id = database.LastInsertId, Count = o.Count, IsCompensable = o.IsCompensable };
        joins.Add((o.Key.FlowId, o.Join), join);
        return join;
    }

    private RecordedOutcome? FindMember(long join, int index)
    {
        using var rows = findMember.Int(join).Int(index).Query();
        return rows.Next() ? OutcomeColumns.Read(rows, 0) : null;
    }
}
