using System.Globalization;
using TypedTasks.Sqlite.Database;
using TypedTasks.Storage;

namespace TypedTasks.Sqlite.Rows;

/// <summary>The feed of changes. One transaction writes at a time, so numbers come in the order of commits; it tells each flow once.</summary>
internal sealed class ChangeRows(SqliteDatabase database)
{
    private readonly HashSet<string> stirred = new(StringComparer.Ordinal);

    private readonly Statement insert = database.Prepare("INSERT INTO changes(flow, at) VALUES (?, ?)");

    private readonly Statement after = database.Prepare("SELECT flow, max(number) AS last FROM (SELECT flow, number FROM changes WHERE number > ? ORDER BY number LIMIT ?) GROUP BY flow ORDER BY last");

    // Rows may all have gone; the last number has not.
    private readonly Statement bounds = database.Prepare(
        "SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'changes'), 0), coalesce((SELECT min(number) FROM changes), (SELECT seq + 1 FROM sqlite_sequence WHERE name = 'changes'), 1),"
        + " (SELECT count(*) FROM (SELECT 1 FROM changes WHERE number > ? LIMIT ?))");

    private readonly Statement trim = database.Prepare("DELETE FROM changes WHERE number < coalesce((SELECT min(number) FROM changes WHERE at >= ?), (SELECT max(number) + 1 FROM changes))");

    public void Stir(string flow) => stirred.Add(flow);

    public ChangeSet Read(ReadChanges q)
    {
        var from = q.After is null ? long.MaxValue : long.TryParse(q.After, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;
        long last, first;
        bool isMore;
        using (var rows = bounds.Int(from).Int(q.Limit + 1L).Query())
        {
            rows.Next();
            (last, first, isMore) = (rows.Long(0), rows.Long(1), rows.Int(2) > q.Limit);
        }

        var position = last.ToString(CultureInfo.InvariantCulture);
        if (q.After is null)
            return new([], position, true);
        List<string> flows = [];
        using (var rows = after.Int(from).Int(q.Limit).Query())
        {
            while (rows.Next())
                flows.Add(rows.Text(0));
        }

        // What was trimmed, or belongs to another store, cannot be told any more.
        return new(flows, position, !isMore && from >= first - 1 && from <= last);
    }

    public void Trim(DateTimeOffset before) => trim.Time(before).Run();

    public void Flush(DateTimeOffset now)
    {
        foreach (var flow in stirred)
            insert.Text(flow).Time(now).Run();
        stirred.Clear();
    }

    public void Clear() => stirred.Clear();
}
