using TypedTasks.Sqlite.Database;
using TypedTasks.Storage;
using static TypedTasks.Storage.StoreChange;

namespace TypedTasks.Sqlite.Rows;

/// <summary>Joins and their members. What concerns joins as a whole works on their table: what the transaction holds of them goes there first.</summary>
internal sealed class JoinRows(SqliteDatabase database, OwedRows owed)
{
    private readonly Dictionary<(string Flow, string Path), CachedJoin> joins = [];

    private readonly Statement find = database.Prepare(
        "SELECT id, count, compensable, succeeded, ended, state, decided_by, owed, recorded FROM joins WHERE flow = ? AND path = ?");

    private readonly Statement insert = database.Prepare("INSERT INTO joins(flow, path, count, compensable, succeeded, ended, state, decided_by) VALUES (?, ?, ?, ?, 0, 0, 0, -1)");

    private readonly Statement update = database.Prepare(
        "UPDATE joins SET succeeded = ?, ended = ?, state = ?, decided_by = ?, owed = ?, recorded = ? WHERE id = ?");

    private readonly Statement all = database.Prepare(
        "SELECT id, count, compensable, succeeded, ended, state, decided_by, owed, recorded, path FROM joins WHERE flow = ?");

    private readonly Statement compensable = database.Prepare("SELECT path FROM joins WHERE flow = ? AND compensable = 1 AND state = 1");

    private readonly MemberRows members = new(database);

    public KnownJoin? Find(string flow, string path)
    {
        if (FindRow(flow, path) is not { } join)
            return null;
        if (join.Header.State == JoinState.Open)
            return new(join.Header, null, []);
        join.Deciding ??= members.Find(join.Id, join.Header.DecidedBy);
        return new(join.Header, join.Deciding, [.. join.Header.OwedIds.Select(owed.Find).Where(static o => o is { Since: not null }).Select(static o => o!.Message)]);
    }

    public RecordedOutcome? FindMember(string flow, string path, int index) =>
        FindRow(flow, path) is { } join ? members.Find(join.Id, index) : null;

    public IReadOnlyList<RecordedOutcome> FindMembers(string flow, string path, int first, int count) =>
        FindRow(flow, path) is { } join ? members.Find(join.Id, first, count) : [];

    public IReadOnlyList<EndedMember> FindEnds(string flow, string path, int after, int count) =>
        FindRow(flow, path) is { } join ? members.Ends(join.Id, after, count) : [];

    public IReadOnlyList<int> FindIndices(string flow, string path) => FindRow(flow, path) is { } join ? members.Indices(join.Id) : [];

    public List<JoinWithFailures> FindAll(string flow)
    {
        Flush();
        List<(long Id, JoinHeader Header)> found = [];
        using (var rows = all.Text(flow).Query())
        {
            while (rows.Next())
                found.Add((rows.Long(0), Read(rows, flow, rows.Text(9))));
        }

        return found.ConvertAll(j => new JoinWithFailures(j.Header, members.Failed(j.Id)));
    }

    public List<JoinGlance> Find(ReadJoinsAt q)
    {
        List<JoinGlance> found = [];
        foreach (var path in q.Paths.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            if (FindRow(q.FlowId, path) is { } join)
                found.Add(new(join.Header, members.FindFailed(join.Id, q.Failed)));
        }

        joins.Clear();
        return found;
    }

    public List<MemberEnd> Find(ReadMemberEnds q)
    {
        var join = FindRow(q.FlowId, q.Join);
        joins.Clear();
        return join is null ? [] : members.FindEnds(join.Id, q.First, q.Count);
    }

    public List<string> FindCompensable(string flow)
    {
        Flush();
        List<string> paths = [];
        using var rows = compensable.Text(flow).Query();
        while (rows.Next())
            paths.Add(rows.Text(0));
        return paths;
    }

    public List<KeyValuePair<string, FlowValue>> References(string flow) => members.References(flow);

    public void Add(JoinHeader join)
    {
        insert.Text(join.FlowId).Text(join.Path).Int(join.Count).Flag(join.IsCompensable).Run();
        joins.Add((join.FlowId, join.Path), new(database.LastInsertId, join) { IsChanged = true });
    }

    public void Change(JoinHeader join)
    {
        if (FindRow(join.FlowId, join.Path) is not { } row)
            return;
        row.Header = join;
        row.IsChanged = true;
        if (join.State == JoinState.Open)
            row.Deciding = null;
    }

    public void Add(MemberAdded c)
    {
        if (FindRow(c.FlowId, c.Join) is { } join)
            members.Add(join.Id, c);
    }

    public void Forget(FailuresForgotten c)
    {
        if (FindRow(c.FlowId, c.Join) is { } join)
            members.DeleteFailed(join.Id);
    }

    public void Free(MembersFreed c)
    {
        Flush();
        joins.Clear();
        List<long> freed = [];
        using (var rows = all.Text(c.FlowId).Query())
        {
            while (rows.Next())
            {
                if (!c.KeptJoins.Contains(rows.Text(9)))
                    freed.Add(rows.Long(0));
            }
        }

        foreach (var id in freed)
            members.Free(id);
    }

    /// <summary>Writes the joins that the transaction has changed.</summary>
    public void Flush()
    {
        foreach (var (_, join) in joins)
        {
            if (!join.IsChanged)
                continue;
            var header = join.Header;
            update
                .Int(header.Succeeded).Int(header.Ended).Int((int)header.State).Int(header.DecidedBy)
                .Text(header.OwedIds.Count == 0 ? null : string.Join('\n', header.OwedIds)).Int(header.Recorded).Int(join.Id)
                .Run();
            join.IsChanged = false;
        }
    }

    /// <summary>Forgets what the transaction saw.</summary>
    public void Clear() => joins.Clear();

    private CachedJoin? FindRow(string flow, string path)
    {
        if (joins.TryGetValue((flow, path), out var known))
            return known;
        using var rows = find.Text(flow).Text(path).Query();
        if (!rows.Next())
            return null;
        var join = new CachedJoin(rows.Long(0), Read(rows, flow, path));
        joins.Add((flow, path), join);
        return join;
    }

    private static JoinHeader Read(Statement.Rows rows, string flow, string path) => new(flow, path, rows.Int(1), rows.Flag(2))
    {
        Succeeded = rows.Int(3),
        Ended = rows.Int(4),
        State = (JoinState)rows.Int(5),
        DecidedBy = rows.Int(6),
        Recorded = rows.Int(8),
        OwedIds = rows.TextOrNull(7) is { } ids ? ids.Split('\n') : [],
    };
}
