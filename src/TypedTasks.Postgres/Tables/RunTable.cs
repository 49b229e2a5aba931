using Npgsql;
using TypedTasks.Postgres.Connections;
using TypedTasks.Postgres.Batches;
using TypedTasks.Storage;

namespace TypedTasks.Postgres.Tables;

/// <summary>Which steps of flows with compensations run.</summary>
internal sealed class RunTable
{
    private readonly StoreTables tables;
    private readonly string table;
    private readonly KnownRows<(FlowKey Key, string Path), BegunStep> runs;
    private readonly Statement<BegunStep> set;

    public RunTable(StoreTables tables)
    {
        this.tables = tables;
        table = $"{tables.Schema}.begun";
        runs = new(
            tables.Tracker,
            keys => new NpgsqlBatchCommand(
                $"SELECT b.flow, b.generation, b.path, b.run, b.ended FROM unnest($1::text[], $2::int[], $3::text[]) AS k(flow, generation, path)"
                + $" JOIN {table} AS b ON b.flow = k.flow AND b.generation = k.generation AND b.path = k.path")
                .Texts(keys, static k => k.Key.FlowId).Ints(keys, static k => k.Key.Generation).Texts(keys, static k => k.Path),
            static row =>
            {
                var key = new FlowKey(row.Text(0), row.Int(1));
                return KeyValuePair.Create((key, row.Text(2)), new BegunStep(key, row.Text(2), row.Long(3), row.Flag(4)));
            });
        set = new(
            table,
            $"INSERT INTO {table}(flow, generation, path, run, ended) SELECT * FROM unnest($1::text[], $2::int[], $3::text[], $4::bigint[], $5::bool[])"
            + " ON CONFLICT (flow, generation, path) DO UPDATE SET run = excluded.run, ended = excluded.ended",
            static (command, rows) => command
                .Texts(rows, static r => r.Key.FlowId).Ints(rows, static r => r.Key.Generation).Texts(rows, static r => r.Path)
                .Longs(rows, static r => r.Run).Flags(rows, static r => r.HasEnded));
    }

    public IKnown Known => runs;

    public BegunStep? Find(FlowKey key, string path) => runs.Find((key, path));

    public bool Any(FlowKey key, string? except) => tables.Questions.Ask(
        "runs",
        key.FlowId,
        $"{key.Generation} {except}",
        whileUnknown: false,
        () => new NpgsqlBatchCommand($"SELECT EXISTS (SELECT 1 FROM {table} WHERE flow = $1 AND generation = $2 AND NOT ended AND path IS DISTINCT FROM $3)")
            .Text(key.FlowId).Int(key.Generation).Text(except),
        static row => row.Next() && row.Flag(0));

    public void Set(BegunStep run)
    {
        tables.Questions.Change(run.Key.FlowId);
        runs.Set((run.Key, run.Path), run);
        tables.Writes.Set(set, (run.Key, run.Path), run);
    }
}
