using TypedTasks.Sqlite.Database;
using TypedTasks.Storage;

namespace TypedTasks.Sqlite.Rows;

/// <summary>
/// Finds flows by a filter among many. Where one of its conditions selects few flows, those are looked at alone; where none does, matches are near, and the list is read in order until there are enough.
/// </summary>
internal sealed class FlowSearch(SqliteDatabase database)
{
    private const int Few = 1000;

    /// <summary>As many are sorted by index alone, where nothing else is asked of them.</summary>
    private const int Sortable = 20_000;

    private const string Order = "accepted DESC, id DESC";

    /// <summary>The newest flows that a filter selects, behind a place.</summary>
    public List<FlowHeader> Find(FlowFilter filter, FlowPosition? after, int limit, DateTimeOffset now)
    {
        var conditions = new FlowConditions(filter, now);
        var (few, index) = filter.Prefix is { } prefix && AsksNothingElse(filter) && Count(Beginning(prefix), Sortable) < Sortable
            ? (Newest(prefix, after, limit), "")
            : Choose(filter, Few);
        var text = $"SELECT {FlowRows.Columns} FROM flows{(few is null ? index : "")} WHERE {(few is null ? "1" : $"id IN ({few.Sql})")}{conditions.Text}{(after is null ? "" : " AND (accepted, id) < (?, ?)")} ORDER BY {Order} LIMIT ?";
        using var statement = new Statement(database, text);
        few?.Bind(statement);
        conditions.Bind(statement);
        if (after is { } place)
            statement.Int(place.AcceptedAt.UtcTicks).Text(place.FlowId);
        List<FlowHeader> found = [];
        using var rows = statement.Int(limit).Query();
        while (rows.Next())
            found.Add(FlowRows.Read(rows));
        return found;
    }

    /// <summary>How many flows a filter selects, counted as far as a number.</summary>
    public int Count(FlowFilter filter, int most, DateTimeOffset now)
    {
        var conditions = new FlowConditions(filter, now);

        // Each of those that no index has in order is looked at anyhow.
        var (few, index) = Choose(filter, filter is { Header: null, Prefix: null, Task: null } ? Few : most);
        using var statement = new Statement(
            database, $"SELECT count(*) FROM (SELECT 1 FROM flows{(few is null ? index : "")} WHERE {(few is null ? "1" : $"id IN ({few.Sql})")}{conditions.Text} LIMIT ?)");
        few?.Bind(statement);
        conditions.Bind(statement);
        using var rows = statement.Int(most).Query();
        return rows.Next() ? rows.Int(0) : 0;
    }

    // The condition that selects fewest flows, if they are few; otherwise the index in whose order to read.
    private (Part? Few, string Index) Choose(FlowFilter filter, int few)
    {
        // Few of many are quiet or late, and health checks ask for them all the time.
        if (filter.IsQuiet)
            return (null, " INDEXED BY flows_quiet");
        if (filter.IsLate)
            return (null, " INDEXED BY flows_late");
        var least = Parts(filter).Select(p => (Part: p, Count: Count(p, few))).Where(p => p.Count < few).OrderBy(static p => p.Count).FirstOrDefault();
        if (least.Part is not null)
            return (least.Part, "");
        return (null, filter switch
        {
            { Failure: not null } => " INDEXED BY flows_failure",
            { States.Count: 1 } => " INDEXED BY flows_state",
            _ => " INDEXED BY flows_accepted",
        });
    }

    private int Count(Part part, int most)
    {
        using var statement = new Statement(database, $"SELECT count(*) FROM (SELECT 1 FROM ({part.Sql}) LIMIT {most})");
        part.Bind(statement);
        using var rows = statement.Query();
        return rows.Next() ? rows.Int(0) : 0;
    }

    // Where many begin alike, the newest of them may be far from the newest of all. A flow can be there twice, by its id and by its name.
    private static Part Newest(string prefix, FlowPosition? after, int limit)
    {
        var all = Beginning(prefix);
        var rest = $"ORDER BY {Order} LIMIT {2 * limit}";
        return after is { } place
            ? new($"SELECT id FROM ({all.Sql}) WHERE (accepted, id) < ({place.AcceptedAt.UtcTicks}, ?) {rest}", [.. all.Values, place.FlowId])
            : new($"SELECT id FROM ({all.Sql}) {rest}", all.Values);
    }

    private static Part Beginning(string prefix)
    {
        var end = FlowConditions.EndOf(prefix);
        return new("SELECT id, accepted FROM flows WHERE id >= ? AND id < ? UNION ALL SELECT id, accepted FROM flows WHERE name >= ? AND name < ?", prefix, end, prefix, end);
    }

    private static bool AsksNothingElse(FlowFilter filter) => filter.States.Count == 0 && filter == new FlowFilter { Prefix = filter.Prefix, States = filter.States };

    private static IEnumerable<Part> Parts(FlowFilter filter)
    {
        if (filter.Failure is { } failure)
            yield return new("SELECT id FROM flows WHERE failure_kind = ?", failure);
        if (filter.Name is { } name)
            yield return new("SELECT id FROM flows WHERE name = ?", name);
        if (filter.Prefix is { } prefix)
        {
            var all = Beginning(prefix);
            yield return all with { Sql = $"SELECT id FROM ({all.Sql})" };
        }

        if (filter.Header is { } header)
            yield return new("SELECT flow AS id FROM labels WHERE label = ?", FlowLabels.OfHeader(header.Key, header.Value));
        if (filter.Task is { } task)
        {
            yield return new(
                "SELECT flow AS id FROM labels WHERE label = ? UNION ALL SELECT id FROM flows INDEXED BY flows_unlabelled WHERE labels IS NULL AND instr(tasks, ?) > 0",
                FlowLabels.OfTask(task),
                TaskColumn.Between(task));
        }

        if (filter.States.Count > 0)
            yield return new($"SELECT id FROM flows INDEXED BY flows_state WHERE state IN ({string.Join(", ", filter.States.Select(static s => (int)s))})");
    }

    /// <summary>A condition as a list of ids.</summary>
    private sealed record Part(string Sql, params string[] Values)
    {
        public void Bind(Statement statement)
        {
            foreach (var value in Values)
                statement.Text(value);
        }
    }
}
