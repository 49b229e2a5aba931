using TypedTasks.Sqlite.Database;
using TypedTasks.Storage;
using static TypedTasks.Storage.StoreChange;

namespace TypedTasks.Sqlite.Rows;

/// <summary>Permits and places in line.</summary>
internal sealed class PermitRows(SqliteDatabase database)
{
    private const string Columns = $"holder, run, state, at, has_waited, {MessageColumns.Names}";
    private const int FirstOfMessage = 5;
    private const int Name = 15;

    private readonly Statement find = database.Prepare($"SELECT {Columns} FROM permits WHERE name = ? AND holder = ?");

    private readonly Statement held = database.Prepare("SELECT count(*) FROM permits WHERE name = ? AND state = 1 AND at >= ?");

    private readonly Statement next = database.Prepare($"SELECT {Columns} FROM permits WHERE name = ? AND state = 0 ORDER BY rank LIMIT 1");

    private readonly Statement waiting = database.Prepare($"SELECT {Columns}, name FROM permits WHERE flow = ? AND state = 0");

    // A row that is replaced gets a new rank: the end of the line.
    private readonly Statement take = database.Prepare(
        $"INSERT OR REPLACE INTO permits(name, {Columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");

    private readonly Statement change = database.Prepare(
        "UPDATE permits SET run = ?, state = ?, at = ?, has_waited = ?, id = ?, queue = ?, flow = ?, subject = ?, step = ?, attempt = ?,"
        + " not_before = ?, trace_parent = ?, ordering_key = ?, body = ? WHERE name = ? AND holder = ?");

    private readonly Statement delete = database.Prepare("DELETE FROM permits WHERE name = ? AND holder = ?");

    private readonly Statement deleteLost = database.Prepare("DELETE FROM permits WHERE name = ? AND state > 0 AND at < ?");

    public Permit? Find(string name, string holder)
    {
        using var rows = find.Text(name).Text(holder).Query();
        return rows.Next() ? Read(rows, name) : null;
    }

    public int CountHeld(string name, DateTimeOffset since)
    {
        using var rows = held.Text(name).Time(since).Query();
        return rows.Next() ? rows.Int(0) : 0;
    }

    public Permit? FindNext(string name)
    {
        using var rows = next.Text(name).Query();
        return rows.Next() ? Read(rows, name) : null;
    }

    public List<Permit> FindWaiting(string flow)
    {
        List<Permit> permits = [];
        using var rows = waiting.Text(flow).Query();
        while (rows.Next())
            permits.Add(Read(rows, rows.Text(Name)));
        return permits;
    }

    public void Take(Permit permit) => take
        .Text(permit.Name).Text(permit.Holder).Int(permit.Run).Int((int)permit.State).Time(permit.At).Flag(permit.HasWaited).MessageOrNull(permit.Waiting).Run();

    public void Change(Permit permit) => change
        .Int(permit.Run).Int((int)permit.State).Time(permit.At).Flag(permit.HasWaited).MessageOrNull(permit.Waiting).Text(permit.Name).Text(permit.Holder).Run();

    public void Delete(PermitDeleted c) => delete.Text(c.Name).Text(c.Holder).Run();

    public void DeleteLost(PermitsLost c) => deleteLost.Text(c.Name).Time(c.Before).Run();

    private static Permit Read(Statement.Rows rows, string name) => new(
        name,
        rows.Text(0),
        rows.Long(1),
        (PermitState)rows.Int(2),
        rows.Time(3),
        rows.Flag(4),
        rows.IsNull(FirstOfMessage) ? null : MessageColumns.Read(rows, FirstOfMessage));
}
