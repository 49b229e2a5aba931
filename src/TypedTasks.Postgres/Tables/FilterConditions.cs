using System.Globalization;
using System.Text;
using Npgsql;
using TypedTasks.Postgres.Connections;
using TypedTasks.Storage;

namespace TypedTasks.Postgres.Tables;

/// <summary>A filter as conditions on the table of flows; every value is bound.</summary>
internal readonly struct FilterConditions
{
    public FilterConditions(FlowFilter filter, NpgsqlBatchCommand command, string schema, DateTimeOffset now)
    {
        var text = new StringBuilder();
        if (filter.States.Count > 0)
            Add(text, command.Ints([.. filter.States.Select(static s => (int)s)]), "state = ANY(", ")");
        if (filter.Name is { } name)
            Add(text, command.Text(name), "name = ", "");
        if (filter.Task is { } task)
            Add(text, command.Text(task), "tasks @> ARRAY[", "]");
        if (filter.Prefix is { } prefix)
        {
            command.Text(prefix).Text(EndOf(prefix));
            var (first, end) = (command.Parameters.Count - 1, command.Parameters.Count);
            text.Append(CultureInfo.InvariantCulture, $" AND ((id >= ${first} AND id < ${end}) OR (name >= ${first} AND name < ${end}))");
        }

        if (filter.Header is { } header)
        {
            Add(
                text,
                command.Text(FlowLabels.OfHeader(header.Key, header.Value)),
                $"EXISTS (SELECT 1 FROM {schema}.labels AS l WHERE l.accepted = flows.accepted AND l.flow = flows.id AND l.label = ",
                ")");
        }

        if (filter.Failure is { } failure)
            Add(text, command.Text(failure), "state = 3 AND failure_kind = ", "");
        if (filter.IsQuiet)
            text.Append(" AND quiet IS NOT NULL AND state IN (1, 5)");
        if (filter.IsLate)
            Add(text, command.Time(now), "expected_at IS NOT NULL AND state IN (1, 5) AND expected_at < ", "");
        if (filter.AcceptedFrom is { } from)
            Add(text, command.Time(from), "accepted >= ", "");
        if (filter.AcceptedBefore is { } before)
            Add(text, command.Time(before), "accepted < ", "");
        if (filter.EndedBefore is { } ended)
            Add(text, command.Time(ended), "ended < ", "");
        Text = text.ToString();
    }

    public string Text { get; }

    /// <summary>What lies behind all texts that begin with a prefix.</summary>
    public static string EndOf(string prefix) => prefix + "\U0010FFFF";

    private static void Add(StringBuilder text, NpgsqlBatchCommand command, string before, string after) =>
        text.Append(CultureInfo.InvariantCulture, $" AND {before}${command.Parameters.Count}{after}");
}
