using Npgsql;
using TypedTasks.Postgres.Connections;
using TypedTasks.Postgres.Batches;
using TypedTasks.Storage;

namespace TypedTasks.Postgres.Tables;

/// <summary>Keys that one flow holds at a time.</summary>
internal sealed class UniqueKeyTable
{
    private readonly StoreTables tables;
    private readonly Statement<UniqueHold> set;

    public UniqueKeyTable(StoreTables tables)
    {
        this.tables = tables;
        var table = $"{tables.Schema}.unique_keys";
        Known = new(
            tables.Tracker,
            keys => new NpgsqlBatchCommand($"SELECT key, flow, until FROM {table} WHERE key = ANY($1)").Texts(keys),
            static row => KeyValuePair.Create(row.Text(0), new UniqueHold(row.Text(0), row.Text(1), row.Time(2))));
        set = new(
            table,
            $"INSERT INTO {table}(key, flow, until) SELECT * FROM unnest($1::text[], $2::text[], $3::bigint[]) ON CONFLICT (key) DO UPDATE SET flow = excluded.flow, until = excluded.until",
            static (command, rows) => command.Texts(rows, static k => k.Key).Texts(rows, static k => k.FlowId).Times(rows, static k => k.Until));
    }

    public KnownRows<string, UniqueHold> Known { get; }

    public void Set(UniqueHold hold)
    {
        Known.Set(hold.Key, hold);
        tables.Writes.Set(set, hold.Key, hold);
    }
}
