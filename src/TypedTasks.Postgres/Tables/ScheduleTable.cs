using Npgsql;
using TypedTasks.Postgres.Connections;
using TypedTasks.Postgres.Batches;
using TypedTasks.Storage;

namespace TypedTasks.Postgres.Tables;

/// <summary>Schedules.</summary>
internal sealed class ScheduleTable
{
    private readonly StoreTables tables;
    private readonly Statement<ScheduleState> set;
    private readonly Statement<string> delete;

    public ScheduleTable(StoreTables tables)
    {
        this.tables = tables;
        var table = $"{tables.Schema}.schedules";
        Known = new(
            tables.Tracker,
            names => new NpgsqlBatchCommand($"SELECT name, json FROM {table} WHERE name = ANY($1)").Texts(names),
            static row => KeyValuePair.Create(row.Text(0), ScheduleJson.Read(row.Blob(1))));
        set = new(
            table,
            $"INSERT INTO {table}(name, json) SELECT * FROM unnest($1::text[], $2::bytea[]) ON CONFLICT (name) DO UPDATE SET json = excluded.json",
            static (command, rows) => command.Texts(rows, static r => r.Name).Blobs(rows, static r => ScheduleJson.Write(r)));
        delete = new(table, $"DELETE FROM {table} WHERE name = ANY($1)", static (command, rows) => command.Texts(rows, static n => n));
    }

    public KnownRows<string, ScheduleState> Known { get; }

    public void Set(ScheduleState schedule)
    {
        Known.Set(schedule.Name, schedule);
        tables.Writes.Set(set, schedule.Name, schedule);
    }

    public void Delete(string name)
    {
        Known.Set(name, null);
        tables.Writes.Set(delete, name, name);
    }
}
