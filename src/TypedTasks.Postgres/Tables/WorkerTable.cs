using Npgsql;
using TypedTasks.Postgres.Connections;
using TypedTasks.Postgres.Batches;
using TypedTasks.Storage;
using static TypedTasks.Storage.StoreChange;

namespace TypedTasks.Postgres.Tables;

/// <summary>Workers, and what they follow.</summary>
internal sealed class WorkerTable
{
    private readonly StoreTables tables;
    private readonly Statement<WorkerRow> set;
    private readonly Statement<ControlChanged> setControl;
    private readonly Statement<string>[] removal;

    public WorkerTable(StoreTables tables)
    {
        this.tables = tables;
        var (workers, controls) = ($"{tables.Schema}.workers", $"{tables.Schema}.controls");
        Known = new(
            tables.Tracker,
            ids => new NpgsqlBatchCommand($"SELECT id, json FROM {workers} WHERE id = ANY($1)").Texts(ids),
            static row => KeyValuePair.Create(row.Text(0), WorkerJson.ReadWorker(row.Blob(1))));
        set = new(
            workers,
            $"INSERT INTO {workers}(id, json) SELECT * FROM unnest($1::text[], $2::bytea[]) ON CONFLICT (id) DO UPDATE SET json = excluded.json",
            static (command, rows) => command.Texts(rows, static r => r.Id).Blobs(rows, static r => WorkerJson.Write(r)));
        setControl = new(
            controls,
            $"INSERT INTO {controls}(key, worker, json) SELECT * FROM unnest($1::text[], $2::text[], $3::bytea[]) ON CONFLICT (key) DO UPDATE SET json = excluded.json",
            static (command, rows) => command.Texts(rows, static c => c.Key).Texts(rows, static c => c.Control.Worker).Blobs(rows, static c => WorkerJson.Write(c.Control)));
        removal =
        [
            new(workers, $"DELETE FROM {workers} WHERE id = ANY($1)", static (command, rows) => command.Texts(rows, static r => r)),
            new(controls, $"DELETE FROM {controls} WHERE worker = ANY($1)", static (command, rows) => command.Texts(rows, static r => r)),
        ];
    }

    public KnownRows<string, WorkerRow> Known { get; }

    public void Set(WorkerRow worker)
    {
        Known.Set(worker.Id, worker);
        tables.Writes.Set(set, worker.Id, worker);
    }

    public void Set(ControlChanged change) => tables.Writes.Set(setControl, change.Key, change);

    public void Remove(string id)
    {
        Known.Set(id, null);
        tables.Writes.AddAcross(removal, id, id);
    }
}
