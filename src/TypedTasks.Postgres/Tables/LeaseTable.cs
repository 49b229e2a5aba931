using Npgsql;
using TypedTasks.Postgres.Connections;
using TypedTasks.Postgres.Batches;
using TypedTasks.Storage;

namespace TypedTasks.Postgres.Tables;

/// <summary>What one process does at a time.</summary>
internal sealed class LeaseTable
{
    private readonly StoreTables tables;
    private readonly Statement<Lease> set;

    public LeaseTable(StoreTables tables)
    {
        this.tables = tables;
        var table = $"{tables.Schema}.leases";
        Known = new(
            tables.Tracker,
            names => new NpgsqlBatchCommand($"SELECT name, owner, until FROM {table} WHERE name = ANY($1)").Texts(names),
            static row => KeyValuePair.Create(row.Text(0), new Lease(row.Text(0), row.Text(1), row.Time(2))));
        set = new(
            table,
            $"INSERT INTO {table}(name, owner, until) SELECT * FROM unnest($1::text[], $2::text[], $3::bigint[]) ON CONFLICT (name) DO UPDATE SET owner = excluded.owner, until = excluded.until",
            static (command, rows) => command.Texts(rows, static l => l.Name).Texts(rows, static l => l.Owner).Times(rows, static l => l.Until));
    }

    public KnownRows<string, Lease> Known { get; }

    public void Set(Lease lease)
    {
        Known.Set(lease.Name, lease);
        tables.Writes.Set(set, lease.Name, lease);
    }
}
