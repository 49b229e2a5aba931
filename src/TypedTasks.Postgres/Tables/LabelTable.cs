using TypedTasks.Postgres.Batches;
using TypedTasks.Postgres.Connections;
using TypedTasks.Storage;

namespace TypedTasks.Postgres.Tables;

/// <summary>The labels by which flows are found.</summary>
internal sealed class LabelTable(StoreTables tables)
{
    private readonly Statement<(string Label, DateTimeOffset Accepted, string Flow)> insert = new(
        $"{tables.Schema}.labels",
        $"INSERT INTO {tables.Schema}.labels(label, accepted, flow) SELECT * FROM unnest($1::text[], $2::bigint[], $3::text[]) ON CONFLICT DO NOTHING",
        static (command, rows) => command.Texts(rows, static l => l.Label).Times(rows, static l => l.Accepted).Texts(rows, static l => l.Flow));

    /// <summary>Deletes those of flows that are about to be deleted.</summary>
    public static Statement<string> Deletion(string schema) => new(
        $"{schema}.labels",
        $"DELETE FROM {schema}.labels AS l USING {schema}.flows AS f WHERE f.id = ANY($1) AND l.label = ANY(f.labels) AND l.accepted = f.accepted AND l.flow = f.id",
        static (command, rows) => command.Texts(rows, static f => f));

    public void Add(FlowHeader flow)
    {
        foreach (var label in flow.Labels)
        {
            var row = (label, flow.AcceptedAt, flow.Key.FlowId);
            tables.Writes.Add(insert, row, row);
        }
    }
}
