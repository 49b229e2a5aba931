using Npgsql;
using TypedTasks.Postgres.Batches;
using TypedTasks.Postgres.Connections;
using TypedTasks.Storage;

namespace TypedTasks.Postgres.Tables;

/// <summary>What operators have done.</summary>
internal sealed class ActionTable(StoreTables tables)
{
    private readonly Statement<ActionRecord> insert = new(
        $"{tables.Schema}.actions",
        $"INSERT INTO {tables.Schema}.actions(done, name, actor, reason, target, result, flow)"
        + " SELECT * FROM unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[])",
        static (command, rows) => command
            .Times(rows, static a => a.At).Texts(rows, static a => a.Name).Texts(rows, static a => a.Actor).Texts(rows, static a => a.Reason)
            .Texts(rows, static a => a.Target).Texts(rows, static a => a.Result).Texts(rows, static a => a.FlowId));

    public static (NpgsqlBatchCommand Command, Func<ResultRow, object> Read) Ask(string schema, ReadActions q)
    {
        var command = new NpgsqlBatchCommand().Long(q.Before ?? long.MaxValue).Int(q.Limit);
        command.CommandText =
            $"SELECT number, done, name, actor, reason, target, result, flow FROM {schema}.actions WHERE number < $1{(q.FlowId is null ? "" : " AND flow = $3")} ORDER BY number DESC LIMIT $2";
        if (q.FlowId is { } flow)
            command.Text(flow);
        return (command, static row => FlowReadings.All(row, static r => new ActionRecord(r.Text(2), r.Text(3), r.Text(4), r.Text(5), r.Text(6))
        {
            Number = r.Long(0),
            At = r.Time(1),
            FlowId = r.TextOrNull(7),
        }));
    }

    // Each is a row of its own, however equal it is to another.
    public void Add(ActionRecord action) => tables.Writes.Add(insert, new object(), action);
}
