using TypedTasks.Contracts;
using TypedTasks.Sqlite.Database;

namespace TypedTasks.Sqlite.Queries;

/// <summary>Rate limits and permits.</summary>
internal sealed class PermitQueries(SqliteDatabase database, OwedQueries owed)
{
    private const int Waiting = 0;
    private const int Held = 1;
    private const int GivenBack = 2;

    private readonly Statement findStart = database.Prepare("SELECT next FROM starts WHERE name = ?");

    private readonly Statement setStart = database.Prepare(
        "INSERT INTO starts(name, next) VALUES (?, ?) ON CONFLICT DO UPDATE SET next = excluded.next");

    private readonly Statement find = database.Prepare("SELECT message, state FROM permits WHERE name = ? AND holder = ?");

    private readonly Statement dropLost = database.Prepare("DELETE FROM permits WHERE name = ? AND state > 0 AND at < ?");

    private readonly Statement count = database.Prepare("SELECT count(*) FROM permits WHERE name = ? AND state = 1");

    private readonly Statement insert = database.Prepare("INSERT INTO permits(name, holder, message, state, at) VALUES (?, ?, ?, ?, ?)"
        + " ON CONFLICT DO UPDATE SET message = excluded.message, state = excluded.state, at = excluded.at");

    private readonly Statement moveOn = database.Prepare("UPDATE permits SET message = ? WHERE holder = ?");

    private readonly Statement held = database.Prepare("SELECT name, message, state FROM permits WHERE holder = ? AND state < 2 ORDER BY name");

    private readonly Statement delete = database.Prepare("DELETE FROM permits WHERE holder = ? AND state < 2 AND message = holder");

    // What had waited leaves a mark: the message that it took the place of may come once more.
    private readonly Statement mark = database.Prepare("UPDATE permits SET state = 2, at = ? WHERE holder = ? AND state < 2");

    private readonly Statement next = database.Prepare("SELECT rank, message FROM permits WHERE name = ? AND state = 0 ORDER BY rank LIMIT 1");

    private readonly Statement grant = database.Prepare("UPDATE permits SET state = 1, at = ? WHERE rank = ?");

    public DateTimeOffset Reserve(ReserveStart o)
    {
        var start = o.Now;
        using (var rows = findStart.Text(o.Name).Query())
        {
            if (rows.Next() && rows.Time(0) > start)
                start = rows.Time(0);
        }

        setStart.Text(o.Name).Time(start + o.Interval).Run();
        return start;
    }

    public bool Acquire(AcquirePermit o)
    {
        using (var rows = find.Text(o.Name).Text(o.Holder).Query())
        {
            if (rows.Next() && !(rows.Int(1) == GivenBack && rows.Text(0) == o.MessageId))
                return rows.Int(1) == Held && rows.Text(0) == o.MessageId;
        }

        dropLost.Text(o.Name).Time(o.LostBefore).Run();
        var granted = Count(o.Name) < o.Limit;
        insert.Text(o.Name).Text(o.Holder).Text(granted ? o.MessageId : o.Waiting.Id).Int(granted ? Held : Waiting).Time(o.At).Run();
        if (granted)
            return true;
        owed.InsertLater(o.Waiting);
        moveOn.Text(o.Waiting.Id).Text(o.Holder).Run();
        return false;
    }

    public List<TaskMessage> Release(ReleasePermits o)
    {
        List<(string Name, string Message, bool IsGranted)> permits = [];
        using (var rows = held.Text(o.Holder).Query())
        {
            while (rows.Next())
                permits.Add((rows.Text(0), rows.Text(1), rows.Int(2) == Held));
        }

        List<TaskMessage> due = [];
        if (permits.Count == 0)
            return due;
        delete.Text(o.Holder).Run();
        mark.Time(o.At).Text(o.Holder).Run();
        foreach (var (name, message, isGranted) in permits)
        {
            if (!isGranted)
                owed.Delete(message);
            else if (Grant(name, o.At) is { } turn)
                due.Add(turn);
        }

        return due;
    }

    private int Count(string name)
    {
        using var rows = count.Text(name).Query();
        return rows.Next() ? rows.Int(0) : 0;
    }

    private TaskMessage? Grant(string name, DateTimeOffset at)
    {
        long rank;
        string message;
        using (var rows = next.Text(name).Query())
        {
            if (!rows.Next())
                return null;
            (rank, message) = (rows.Long(0), rows.Text(1));
        }

        grant.Time(at).Int(rank).Run();
        owed.SetDue(message, at);
        return owed.FindDue(message);
    }
}
