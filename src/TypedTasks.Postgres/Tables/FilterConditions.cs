using System.Globalization;
using System.Text;
using Npgsql;
using TypedTasks.Postgres.Connections;

namespace TypedTasks.Postgres.Tables;

/// <summary>A filter as conditions on the table of flows; every value is bound.</summary>
internal readonly struct FilterConditions
{
    public FilterConditions(FlowFilter filter, NpgsqlBatchCommand command)
    {
        var text = new StringBuilder();
        if (filter.States.Count > 0)
            Add(text, command.Ints([.. filter.States.Select(static s => (int)s)]), "state = ANY(", ")");
        if (filter.Name is { } name)
            Add(text, command.Text(name), "name = ", "");
        if (filter.Task is { } task)
            Add(text, command.Text(task), "tasks @> ARRAY[", "]");
        if (filter.IsQuiet)
            text.Append(" AND quiet IS NOT NULL AND state IN (1, 5)");
        if (filter.AcceptedFrom is { } from)
            Add(text, command.Time(from), "accepted >= ", "");
        if (filter.AcceptedBefore is { } before)
            Add(text, command.Time(before), "accepted < ", "");
        if (filter.EndedBefore is { } ended)
            Add(text, command.Time(ended), "ended < ", "");
        Text = text.ToString();
    }

    public string Text { get; }

    private static void Add(StringBuilder text, NpgsqlBatchCommand command, string before, string after) =>
        text.Append(CultureInfo.InvariantCulture, $" AND {before}${command.Parameters.Count}{after}");
}
