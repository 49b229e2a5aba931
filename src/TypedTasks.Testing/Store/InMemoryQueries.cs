using TypedTasks.Storage;
using TypedTasks.Transport;

namespace TypedTasks.Testing;

/// <summary>Questions about many flows.</summary>
internal sealed class InMemoryQueries(InMemoryTables tables, InMemoryState state)
{
    private readonly InMemoryReadings readings = new(tables, state);

    public object Answer<TResult>(StoreQuery<TResult> query, DateTimeOffset now) => query switch
    {
        FindOwed q => Owed(q, now),
        FindOverdue q => Overdue(q, now),
        FindStranded q => Stranded(q),
        FindQuiet q => Quiet(q, now),
        FindStirred q => Stirred(q),
        FindTurns q => Turns(q),
        ReadPlace q => Place(q),
        FindPurgeable q => Purgeable(q, now),
        FindWaits q => Waits(q),
        FindUnusedPlans q => UnusedPlans(q, now),
        ListFlows q => Flows(q, now),
        ReadCancellations q => Cancellations(q, now),
        ListSchedules => tables.Schedules.Rows.Values.OrderBy(static s => s.Name, StringComparer.Ordinal).ToArray(),
        ListWorkers => new WorkerList(now, [.. tables.Workers.Rows.Values.OrderBy(static w => w.Id, StringComparer.Ordinal)]),
        ReadControls q => tables.Controls.Rows
            .Where(c => q.Worker is null || c.Value.Worker is null || c.Value.Worker == q.Worker)
            .OrderBy(static c => c.Key, StringComparer.Ordinal)
            .Select(static c => c.Value)
            .ToArray(),
        _ => readings.Answer(query, now),
    };

    private TaskMessage[] Owed(FindOwed q, DateTimeOffset now) =>
    [
        .. tables.Owed.Rows.Values
            .Where(o => o.Row.Since <= StoreTime.Before(now, q.OwedFor))
            .OrderBy(static o => o.Row.Since)
            .ThenBy(static o => o.Rank)
            .Take(q.Limit)
            .Select(static o => o.Row.Message),
    ];

    private FlowKey[] Overdue(FindOverdue q, DateTimeOffset now) =>
    [
        .. tables.Flows.Rows.Values
            .Where(f => f.State == FlowState.Running && f.Deadline < now)
            .OrderBy(static f => f.Deadline)
            .ThenBy(static f => f.Key.FlowId, StringComparer.Ordinal)
            .Take(q.Limit)
            .Select(static f => f.Key),
    ];

    private StrandedFlow[] Stranded(FindStranded q) =>
    [
        .. tables.Flows.Rows.Values
            .Where(f => f.State == FlowState.Running && f.Broker is not null && f.Broker != q.Broker)
            .OrderBy(static f => f.Key.FlowId, StringComparer.Ordinal)
            .Take(q.Limit)
            .Select(static f => new StrandedFlow(f.Key, f.Broker!)),
    ];

    private QuietFlow[] Quiet(FindQuiet q, DateTimeOffset now) =>
    [
        .. tables.Flows.Rows.Values
            .Where(f => f is { State: FlowState.Running or FlowState.Compensating, QuietSince: null }
                && !HasMore(f.Key.FlowId)
                && LastSign(f) <= StoreTime.Before(now, q.QuietFor))
            .OrderBy(static f => f.Key.FlowId, StringComparer.Ordinal)
            .Take(q.Limit)
            .Select(f => new QuietFlow(f.Key, f.PlanHash, LastSign(f))),
    ];

    private QuietFlow[] Stirred(FindStirred q) =>
    [
        .. tables.Flows.Rows.Values
            .Where(f => f is { State: FlowState.Running or FlowState.Compensating, QuietSince: { } since } && (HasMore(f.Key.FlowId) || LastSign(f) > since))
            .OrderBy(static f => f.Key.FlowId, StringComparer.Ordinal)
            .Take(q.Limit)
            .Select(f => new QuietFlow(f.Key, f.PlanHash, LastSign(f))),
    ];

    // Something is on its way without a message at the broker.
    private bool HasMore(string flow) =>
        tables.Owed.RowsOf(flow).Any(static o => o.Value.Row.Since is not null)
        || tables.Permits.Rows.Values.Any(p => p.Row is { State: PermitState.Waiting, Waiting.FlowId: var waiting } && waiting == flow);

    private DateTimeOffset LastSign(FlowHeader flow) =>
        new[] { flow.AcceptedAt, flow.SignDue ?? flow.AcceptedAt }
            .Concat(state.Steps(flow.Key.FlowId).Select(static s => s.EndedAt > s.StartedAt ? s.EndedAt.Value : s.StartedAt))
            .Max();

    private string[] Turns(FindTurns q) =>
    [
        .. tables.Lines.Rows
            .Where(l => NeedsLook(l.Value))
            .Select(static l => l.Key)
            .Order(StringComparer.Ordinal)
            .Take(q.Limit),
    ];

    private bool NeedsLook(TurnLine line) =>
        line.Held.Values.Any(t => state.Flow(t.Flow.FlowId) is not { IsTerminal: false, AwaitsTurn: false } flow || flow.Key != t.Flow)
        || line.Waiting.Values.FirstOrDefault()?.Limit > line.Held.Count;

    private int Place(ReadPlace q) =>
        tables.Turns.TryGet(q.Flow, out var turn) && !turn.Row.IsHeld ? state.Line(turn.Row.Key).Waiting.Keys.TakeWhile(r => r < turn.Rank).Count() + 1 : 0;

    private FlowRecord[] Purgeable(FindPurgeable q, DateTimeOffset now) =>
    [
        .. tables.Flows.Rows.Values
            .Where(f => f.IsTerminal && f.EndedAt <= StoreTime.Before(now, q.EndedFor) && InMemoryReadings.Matches(f, q.Filter, now))
            .Select(static f => f.ToRecord())
            .OrderBy(static f => f.EndedAt)
            .ThenBy(static f => f.Key.FlowId, StringComparer.Ordinal)
            .Take(q.Limit),
    ];

    private string[] UnusedPlans(FindUnusedPlans q, DateTimeOffset now) =>
    [
        .. tables.Plans.Rows
            .Where(p => p.Value.UsedAt <= StoreTime.Before(now, q.UnusedFor))
            .Select(static p => p.Key)
            .Except(tables.Flows.Rows.Values.Select(static f => f.PlanHash))
            .Order(StringComparer.Ordinal)
            .Take(q.Limit),
    ];

    private KeyedWait[] Waits(FindWaits q) =>
    [
        .. tables.Waits.Rows.Values
            .Where(w => w.Event == q.Event && w.Key == q.Key)
            .Select(w => (Wait: w, IsOpen: w.IsUndecided && tables.Flows.TryGet(w.FlowId, out var flow) && flow.State == FlowState.Running))
            .OrderByDescending(static w => w.IsOpen)
            .ThenByDescending(static w => w.Wait.DecidedAt ?? DateTimeOffset.MinValue)
            .ThenBy(static w => w.Wait.FlowId, StringComparer.Ordinal)
            .Take(q.Limit)
            .Select(static w => new KeyedWait(w.Wait.FlowId, w.IsOpen)),
    ];

    private FlowRecord[] Flows(ListFlows q, DateTimeOffset now) =>
    [
        .. tables.Flows.Rows.Values
            .Where(f => InMemoryReadings.Matches(f, q.Filter, now))
            .Select(f => state.Flow(f.Key.FlowId)!.ToRecord())
            .Where(f => q.After is not { } after || after.Precedes(f))
            .OrderByDescending(static f => f.AcceptedAt)
            .ThenByDescending(static f => f.Key.FlowId, StringComparer.Ordinal)
            .Take(q.Limit),
    ];

    private Cancellation[] Cancellations(ReadCancellations q, DateTimeOffset now) =>
    [
        .. tables.Feed.Rows.Values
            .Where(c => c.Sequence > q.After && c.At >= StoreTime.Before(now, q.Within))
            .OrderBy(static c => c.Sequence)
            .Take(q.Limit),
    ];
}
