using Npgsql;
using TypedTasks.Postgres.Connections;
using TypedTasks.Postgres.Batches;
using static TypedTasks.Storage.StoreChange;

namespace TypedTasks.Postgres.Tables;

/// <summary>Values that were put aside.</summary>
internal sealed class ValueTable
{
    private readonly StoreTables tables;
    private readonly KnownRows<FlowPart, byte[]> values;
    private readonly Statement<ValueAdded> insert;
    private readonly Statement<ValuesFreed> free;

    public ValueTable(StoreTables tables)
    {
        this.tables = tables;
        var table = $"{tables.Schema}.kept_values";
        values = new(
            tables.Tracker,
            keys => new NpgsqlBatchCommand(
                $"SELECT v.flow, v.path, v.json FROM unnest($1::text[], $2::text[]) AS k(flow, path) JOIN {table} AS v ON v.flow = k.flow AND v.path = k.path")
                .Texts(keys, static k => k.FlowId).Texts(keys, static k => k.Path),
            static row => KeyValuePair.Create(new FlowPart(row.Text(0), row.Text(1)), row.Blob(2)));
        insert = new(
            table,
            $"INSERT INTO {table}(flow, path, json) SELECT * FROM unnest($1::text[], $2::text[], $3::bytea[]) ON CONFLICT DO NOTHING",
            static (command, rows) => command.Texts(rows, static v => v.FlowId).Texts(rows, static v => v.Path).Blobs(rows, static v => v.Json));
        free = new(
            table,
            $"DELETE FROM {table} AS v USING unnest($1::text[], $2::text[]) AS c(flow, prefix) WHERE v.flow = c.flow AND NOT starts_with(v.path, c.prefix)"
            + " AND NOT EXISTS (SELECT 1 FROM unnest($3::text[], $4::text[]) AS k(flow, path) WHERE k.flow = v.flow AND k.path = v.path)",
            static (command, rows) =>
            {
                FlowPart[] kept = [.. rows.SelectMany(static c => c.KeptPaths.Select(p => new FlowPart(c.FlowId, p)))];
                command.Texts(rows, static c => c.FlowId).Texts(rows, static c => c.KeptPrefix).Texts(kept, static k => k.FlowId).Texts(kept, static k => k.Path);
            });
    }

    public IKnown Known => values;

    public byte[]? Find(string flow, string path) => values.Find(new(flow, path));

    public void Add(ValueAdded c)
    {
        var key = new FlowPart(c.FlowId, c.Path);
        values.Change(key, known => known ?? c.Json.ToArray());
        tables.Writes.Add(insert, key, c);
    }

    public void Free(ValuesFreed c)
    {
        values.Forget();
        tables.Writes.Set(free, c.FlowId, c);
    }
}
