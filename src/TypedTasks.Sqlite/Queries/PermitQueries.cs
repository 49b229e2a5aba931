using TypedTasks.Sqlite.Database;
using TypedTasks.Storage;
using TypedTasks.Transport;

namespace TypedTasks.Sqlite.Queries;

/// <summary>Rate limits and permits.</summary>
internal sealed class PermitQueries(SqliteDatabase database, OwedQueries owed)
{
    private const int Waiting = 0;
    private const int Held = 1;
    private const int GivenBack = 2;
    private const string Ended = "holder = ? AND message = ? AND deliveries <= ? AND state = 1";

    private readonly Statement findStart = database.Prepare("SELECT next FROM starts WHERE name = ?");

    private readonly Statement setStart = database.Prepare(
        "INSERT INTO starts(name, next) VALUES (?, ?) ON CONFLICT DO UPDATE SET next = excluded.next");

    private readonly Statement find = database.Prepare("SELECT message, state, deliveries FROM permits WHERE name = ? AND holder = ?");

    private readonly Statement dropLost = database.Prepare("DELETE FROM permits WHERE name = ? AND state > 0 AND at < ?");

    private readonly Statement count = database.Prepare("SELECT count(*) FROM permits WHERE name = ? AND state = 1");

    private readonly Statement insert = database.Prepare("INSERT INTO permits(name, holder, message, deliveries, state, at)"
        + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE"
        + " SET message = excluded.message, deliveries = excluded.deliveries, state = excluded.state, at = excluded.at");

    private readonly Statement moveOn = database.Prepare("UPDATE permits SET message = ?, deliveries = 0 WHERE holder = ?");

    private readonly Statement deliver = database.Prepare("UPDATE permits SET deliveries = ? WHERE name = ? AND holder = ?");

    private readonly Statement held = database.Prepare($"SELECT name FROM permits WHERE {Ended} ORDER BY name");

    private readonly Statement delete = database.Prepare($"DELETE FROM permits WHERE {Ended} AND message = holder");

    // What had waited leaves a mark: the message that it took the place of may come once more.
    private readonly Statement mark = database.Prepare($"UPDATE permits SET state = 2, at = ? WHERE {Ended}");

    private readonly Statement next = database.Prepare("SELECT rank, message FROM permits WHERE name = ? AND state = 0 ORDER BY rank LIMIT 1");

    private readonly Statement grant = database.Prepare("UPDATE permits SET state = 1, at = ? WHERE rank = ?");

    public TimeSpan Reserve(ReserveStart o, DateTimeOffset now)
    {
        var start = now;
        using (var rows = findStart.Text(o.Name).Query())
        {
            if (rows.Next() && rows.Time(0) > start)
                start = rows.Time(0);
        }

        setStart.Text(o.Name).Time(start + o.Interval).Run();
        return start - now;
    }

    public bool Acquire(AcquirePermit o, DateTimeOffset now)
    {
        using (var rows = find.Text(o.Name).Text(o.Holder).Query())
        {
            if (rows.Next() && !(rows.Int(1) == GivenBack && rows.Text(0) == o.MessageId))
            {
                var holds = rows.Int(1) == Held && rows.Text(0) == o.MessageId;
                if (holds && o.DeliveryCount > rows.Int(2))
                    deliver.Int(o.DeliveryCount).Text(o.Name).Text(o.Holder).Run();
                return holds;
            }
        }

        dropLost.Text(o.Name).Time(StoreTime.Before(now, o.LostAfter)).Run();
        var granted = Count(o.Name) < o.Limit;
        insert.Text(o.Name).Text(o.Holder)
            .Text(granted ? o.MessageId : o.Waiting.Id).Int(granted ? o.DeliveryCount : 0).Int(granted ? Held : Waiting).Time(now).Run();
        if (granted)
            return true;
        owed.InsertLater(o.Waiting);
        moveOn.Text(o.Waiting.Id).Text(o.Holder).Run();
        return false;
    }

    public List<TaskMessage> Release(ReleasePermits o, DateTimeOffset now)
    {
        List<string> names = [];
        using (var rows = OfEnded(held, o).Query())
        {
            while (rows.Next())
                names.Add(rows.Text(0));
        }

        List<TaskMessage> due = [];
        if (names.Count == 0)
            return due;
        OfEnded(delete, o).Run();
        OfEnded(mark.Time(now), o).Run();
        foreach (var name in names)
        {
            if (Grant(name, now) is { } turn)
                due.Add(turn);
        }

        return due;
    }

    private static Statement OfEnded(Statement statement, ReleasePermits o) =>
        statement.Text(o.Holder).Text(o.MessageId).Int(o.DeliveryCount);

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
