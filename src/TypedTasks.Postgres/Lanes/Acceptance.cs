using Npgsql;
using TypedTasks.Postgres.Batches;
using TypedTasks.Postgres.Connections;
using TypedTasks.Postgres.Tables;
using TypedTasks.Storage;
using TypedTasks.Storage.Decisions;

namespace TypedTasks.Postgres.Lanes;

/// <summary>
/// Accepts a flow in a transaction of the application. It inserts, and changes nothing that is there: at any isolation level it stands in nobody's way, and the only row that it locks is the plan's, against its
/// deletion alone.
/// </summary>
internal sealed class Acceptance(ServerClock clock, string schema)
{
    /// <summary>What it is owed since: ever, so that whoever looks for owed messages next finds it, and not only after a while.</summary>
    private static readonly DateTimeOffset Ever = DateTimeOffset.MinValue;

    public async ValueTask AcceptAsync(AcceptFlow operation, NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var tables = new StoreTables(schema);
        var flows = new FlowTable(tables);
        var plans = new PlanTable(tables, locks: true);
        var owed = new OwedTable(tables);
        var turns = new TurnTable(tables);
        var waits = new WaitTable(tables);
        var now = DateTimeOffset.MinValue;
        _ = flows.Find(operation.Key.FlowId);
        _ = plans.UsedAt(operation.PlanHash);

        // In this order: a plan that is there from now on is looked at, and locked, by the statement after it.
        var look = new RoundTrip();
        plans.AddUnlessThere(look, new(operation.PlanHash, operation.Plan, DateTimeOffset.MinValue), ServerClock.Ticks);
        flows.Known.Load(look);
        foreach (var known in plans.Known)
            known.Load(look);
        look.Add(new NpgsqlBatchCommand(ServerClock.Sql), row =>
        {
            row.Next();
            now = clock.Observe(row.Long(0));
        });
        await look.RunAsync(connection, cancellationToken).ConfigureAwait(false);

        var decision = Accepting.Accept(operation, flows.Find(operation.Key.FlowId), null, null, plans.UsedAt(operation.PlanHash), now);
        operation.Result = decision.Result;
        if (decision.Changes.OfType<StoreChange.FlowAdded>().FirstOrDefault() is not { Flow: var flow })
            return;

        var isAdded = false;
        var insert = new RoundTrip();
        flows.AddUnlessThere(insert, flow, () => isAdded = true);
        await insert.RunAsync(connection, cancellationToken).ConfigureAwait(false);
        if (!isAdded)
        {
            // Race: another transaction has accepted this id meanwhile, and this one may be too old to see what.
            throw new StoreException($"Flow {operation.Key.FlowId} was accepted by another transaction at this moment. Begin yours again.");
        }

        foreach (var change in decision.Changes.OfType<StoreChange.OwedAdded>())
            owed.Add(change.Owed with { Since = change.Owed.Since is null ? null : Ever });
        foreach (var change in decision.Changes.OfType<StoreChange.TurnTaken>())
            turns.Take(change.Turn);
        foreach (var change in decision.Changes.OfType<StoreChange.WaitAdded>())
            waits.Add(change.Wait);
        new LabelTable(tables).Add(flow);
        var changes = new ChangeTable(schema);
        changes.Stir(flow.Key.FlowId);
        var rest = new RoundTrip();
        tables.Writes.Flush(rest);
        changes.Write(rest, now);
        await rest.RunAsync(connection, cancellationToken).ConfigureAwait(false);
    }
}
