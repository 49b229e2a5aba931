using Npgsql;
using TypedTasks.Postgres.Connections;
using TypedTasks.Postgres.Batches;
using static TypedTasks.Storage.StoreChange;

namespace TypedTasks.Postgres.Tables;

/// <summary>Plans, which flows share by content.</summary>
internal sealed class PlanTable
{
    private readonly StoreTables tables;
    private readonly string table;
    private readonly KnownRows<string, PlanRow> uses;
    private readonly KnownRows<string, byte[]> plans;
    private readonly Statement<PlanAdded> insert;
    private readonly Statement<PlanUsed> mark;
    private readonly Statement<string> delete;

    public PlanTable(StoreTables tables, bool locks)
    {
        this.tables = tables;
        table = $"{tables.Schema}.plans";

        // Race: whoever deletes a plan that nobody used locks it first, and looks for flows then. An acceptance that has found the plan is seen, one that comes later finds it gone.
        uses = new(
            tables.Tracker,
            hashes => new NpgsqlBatchCommand($"SELECT hash, used FROM {table} WHERE hash = ANY($1){(locks ? " ORDER BY hash FOR KEY SHARE" : "")}").Texts(hashes),
            static row => KeyValuePair.Create(row.Text(0), new PlanRow(row.Time(1))));
        plans = new(
            tables.Tracker,
            hashes => new NpgsqlBatchCommand($"SELECT hash, json FROM {table} WHERE hash = ANY($1)").Texts(hashes),
            static row => KeyValuePair.Create(row.Text(0), row.Blob(1)));
        insert = new(
            table,
            $"INSERT INTO {table}(hash, json, used) SELECT * FROM unnest($1::text[], $2::bytea[], $3::bigint[]) ON CONFLICT DO NOTHING",
            static (command, rows) => command.Texts(rows, static p => p.Hash).Blobs(rows, static p => p.Json).Times(rows, static p => p.UsedAt));
        mark = new(
            table,
            $"UPDATE {table} AS p SET used = c.used FROM unnest($1::text[], $2::bigint[]) AS c(hash, used) WHERE p.hash = c.hash AND p.used < c.used",
            static (command, rows) => command.Texts(rows, static p => p.Hash).Times(rows, static p => p.UsedAt));
        delete = new(table, $"DELETE FROM {table} WHERE hash = ANY($1)", static (command, rows) => command.Texts(rows, static h => h));
    }

    public IEnumerable<IKnown> Known => [uses, plans];

    public DateTimeOffset? UsedAt(string hash) => uses.Find(hash)?.UsedAt;

    public byte[]? Find(string hash) => plans.Find(hash);

    /// <summary>Locks plans that may be deleted.</summary>
    public void Lock(RoundTrip trip, string[] hashes)
    {
        if (hashes.Length == 0)
            return;
        uses.Leave(hashes);
        trip.Add(new NpgsqlBatchCommand($"SELECT hash, used FROM {table} WHERE hash = ANY($1) ORDER BY hash FOR UPDATE").Texts(hashes), row =>
        {
            foreach (var hash in hashes)
                uses.Put(hash, null);
            while (row.Next())
                uses.Put(row.Text(0), new(row.Time(1)));
        });
    }

    /// <summary>Adds a plan unless it is there, in a transaction that others have begun; used at the server's time.</summary>
    public void AddUnlessThere(RoundTrip trip, PlanAdded plan, string now) => trip.Add(
        new NpgsqlBatchCommand($"INSERT INTO {table}(hash, json, used) SELECT h, j, {now} FROM unnest($1::text[], $2::bytea[]) AS p(h, j) ON CONFLICT DO NOTHING")
            .Texts([plan.Hash]).Blobs([plan], static p => p.Json));

    public void Add(PlanAdded c)
    {
        uses.Change(c.Hash, known => known ?? new(c.UsedAt));
        plans.Change(c.Hash, known => known ?? c.Json.ToArray());
        tables.Writes.Add(insert, c.Hash, c);
    }

    public void Mark(PlanUsed c)
    {
        uses.Change(c.Hash, known => known is null ? null : new(c.UsedAt));
        tables.Writes.Set(mark, c.Hash, c);
    }

    public void Delete(string hash)
    {
        uses.Set(hash, null);
        plans.Set(hash, null);
        tables.Writes.Set(delete, hash, hash);
    }

    private sealed record PlanRow(DateTimeOffset UsedAt);
}
