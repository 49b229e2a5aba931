using TypedTasks.Sqlite.Database;
using TypedTasks.Storage;

namespace TypedTasks.Sqlite.Rows;

/// <summary>Lines of flows.</summary>
internal sealed class TurnRows(SqliteDatabase database)
{
    private const string Columns = "key, flow, generation, most, held";

    private readonly Statement find = database.Prepare($"SELECT {Columns} FROM turns WHERE flow = ? AND generation = ?");

    private readonly Statement held = database.Prepare($"SELECT {Columns} FROM turns WHERE key = ? AND held = 1 ORDER BY place");

    private readonly Statement waiting = database.Prepare($"SELECT {Columns} FROM turns WHERE key = ? AND held = 0 ORDER BY place LIMIT ?");

    private readonly Statement insert = database.Prepare($"INSERT INTO turns({Columns}) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING");

    private readonly Statement hold = database.Prepare("UPDATE turns SET held = 1 WHERE flow = ? AND generation = ?");

    private readonly Statement delete = database.Prepare("DELETE FROM turns WHERE flow = ? AND generation = ?");

    private readonly Statement place = database.Prepare(
        "SELECT (SELECT count(*) FROM turns b WHERE b.key = t.key AND b.held = 0 AND b.place <= t.place) FROM turns t WHERE t.flow = ? AND t.generation = ? AND t.held = 0");

    private readonly Statement left = database.Prepare(
        "SELECT t.key FROM turns t LEFT JOIN flows f ON f.id = t.flow WHERE t.held = 1 AND (f.id IS NULL OR f.generation <> t.generation OR f.awaits_turn = 1 OR f.state IN (2, 3, 4))"
        + " UNION SELECT t.key FROM (SELECT min(place) AS first FROM turns WHERE held = 0 GROUP BY key) w JOIN turns t ON t.place = w.first"
        + " WHERE t.most > (SELECT count(*) FROM turns h WHERE h.key = t.key AND h.held = 1)"
        + " ORDER BY 1 LIMIT ?");

    public Turn? Find(FlowKey flow) => FindAll(find.Text(flow.FlowId).Int(flow.Generation)) is [var turn] ? turn : null;

    public List<Turn> FindHeld(string key) => FindAll(held.Text(key));

    public List<Turn> FindWaiting(string key, int count) => FindAll(waiting.Text(key).Int(count));

    public void Take(Turn turn) => insert.Text(turn.Key).Text(turn.Flow.FlowId).Int(turn.Flow.Generation).Int(turn.Limit).Flag(turn.IsHeld).Run();

    public void Hold(FlowKey flow) => hold.Text(flow.FlowId).Int(flow.Generation).Run();

    public void Delete(FlowKey flow) => delete.Text(flow.FlowId).Int(flow.Generation).Run();

    public int Find(ReadPlace q)
    {
        using var rows = place.Text(q.Flow.FlowId).Int(q.Flow.Generation).Query();
        return rows.Next() ? rows.Int(0) : 0;
    }

    public List<string> Find(FindTurns q)
    {
        List<string> keys = [];
        using var rows = left.Int(q.Limit).Query();
        while (rows.Next())
            keys.Add(rows.Text(0));
        return keys;
    }

    private static List<Turn> FindAll(Statement statement)
    {
        List<Turn> turns = [];
        using var rows = statement.Query();
        while (rows.Next())
            turns.Add(new(rows.Text(0), new(rows.Text(1), rows.Int(2)), rows.Int(3), rows.Flag(4)));
        return turns;
    }
}
