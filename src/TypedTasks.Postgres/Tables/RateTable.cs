using Npgsql;
using TypedTasks.Postgres.Connections;
using TypedTasks.Postgres.Batches;
using TypedTasks.Storage;

namespace TypedTasks.Postgres.Tables;

/// <summary>Rate limits.</summary>
internal sealed class RateTable
{
    private readonly StoreTables tables;
    private readonly Statement<Rate> set;

    public RateTable(StoreTables tables)
    {
        this.tables = tables;
        var table = $"{tables.Schema}.starts";
        Known = new(
            tables.Tracker,
            names => new NpgsqlBatchCommand($"SELECT name, next FROM {table} WHERE name = ANY($1)").Texts(names),
            static row => KeyValuePair.Create(row.Text(0), new Rate(row.Text(0), row.Time(1))));
        set = new(
            table,
            $"INSERT INTO {table}(name, next) SELECT * FROM unnest($1::text[], $2::bigint[]) ON CONFLICT (name) DO UPDATE SET next = excluded.next",
            static (command, rows) => command.Texts(rows, static r => r.Name).Times(rows, static r => r.Next));
    }

    public KnownRows<string, Rate> Known { get; }

    public void Set(Rate rate)
    {
        Known.Set(rate.Name, rate);
        tables.Writes.Set(set, rate.Name, rate);
    }
}
