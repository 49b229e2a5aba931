using TypedTasks.Sqlite.Database;
using TypedTasks.Storage;
using TypedTasks.Transport;

namespace TypedTasks.Sqlite.Queries;

/// <summary>Which steps of flows with compensations run, and when nothing of a flow runs any more.</summary>
internal sealed class CompensationQueries(SqliteDatabase database, OwedQueries owed, CancellationQueries cancellations)
{
    private readonly Statement flow = database.Prepare("SELECT state, compensation, closed FROM flows WHERE id = ? AND generation = ?");

    private readonly Statement close = database.Prepare("UPDATE flows SET closed = 1 WHERE id = ? AND generation = ?");

    private readonly Statement begin = database.Prepare("""
        INSERT INTO begun(flow, generation, path, run, ended) VALUES (?, ?, ?, ?, 0)
        ON CONFLICT DO UPDATE SET run = excluded.run, ended = 0 WHERE excluded.run >= begun.run
        """);

    private readonly Statement end = database.Prepare(
        "UPDATE begun SET run = ?, ended = 1 WHERE flow = ? AND generation = ? AND path = ? AND run <= ? AND ended = 0");

    // Kept where it never began: an older run whose worker is late must not begin after it.
    private readonly Statement rest = database.Prepare("""
        INSERT INTO begun(flow, generation, path, run, ended) VALUES (?, ?, ?, ?, 1)
        ON CONFLICT DO UPDATE SET run = excluded.run WHERE excluded.run > begun.run AND begun.ended = 1
        """);

    private readonly Statement running = database.Prepare("SELECT 1 FROM begun WHERE flow = ? AND generation = ? AND ended = 0 LIMIT 1");

    public bool Begin(BeginStep o)
    {
        if (Find(o.Key) is not { State: FlowState.Running } || cancellations.IsCancelled(o.Key, o.Path))
            return false;
        begin.Text(o.Key.FlowId).Int(o.Key.Generation).Text(o.Path).Int(o.Run).Run();
        return true;
    }

    public TaskMessage? End(EndStep o, DateTimeOffset now)
    {
        if (end.Int(o.Run).Text(o.Key.FlowId).Int(o.Key.Generation).Text(o.Path).Int(o.Run).Run() == 1)
            StartIfIdle(o.Key, now);
        else
            rest.Text(o.Key.FlowId).Int(o.Key.Generation).Text(o.Path).Int(o.Run).Run();
        return Owed(o.Key);
    }

    public void StartIfIdle(FlowKey key, DateTimeOffset at)
    {
        if (Find(key) is { State: FlowState.Compensating, Message: { } message } && !IsRunning(key))
            owed.SetDue(message, at);
    }

    /// <summary>The message that starts the compensations, while it is due and owed.</summary>
    public TaskMessage? Owed(FlowKey key) =>
        Find(key) is { State: FlowState.Compensating, Message: { } message } ? owed.FindDue(message) : null;

    public void Close(FlowKey key) => close.Text(key.FlowId).Int(key.Generation).Run();

    public bool IsClosed(FlowKey key) => Find(key) is { IsClosed: true };

    private bool IsRunning(FlowKey key)
    {
        using var rows = running.Text(key.FlowId).Int(key.Generation).Query();
        return rows.Next();
    }

    private (FlowState State, string? Message, bool IsClosed)? Find(FlowKey key)
    {
        using var rows = flow.Text(key.FlowId).Int(key.Generation).Query();
        return rows.Next() ? ((FlowState)rows.Int(0), rows.TextOrNull(1), rows.Int(2) != 0) : null;
    }
}
