using System.Text;
using TypedTasks.Sqlite.Database;
using TypedTasks.Storage;

namespace TypedTasks.Sqlite.Rows;

/// <summary>A filter as conditions on the table of flows; every value is bound, in the order in which it stands in the text.</summary>
internal readonly struct FlowConditions
{
    private readonly List<object> values = [];

    public FlowConditions(FlowFilter filter, DateTimeOffset now)
    {
        var text = new StringBuilder();
        if (filter.States.Count > 0)
            Add(text, $" AND state IN ({string.Join(", ", filter.States.Select(static _ => "?"))})", [.. filter.States.Select(static s => (object)(long)s)]);
        if (filter.Name is { } name)
            Add(text, " AND name = ?", name);
        if (filter.Task is { } task)
            Add(text, " AND instr(tasks, ?) > 0", TaskColumn.Between(task));
        if (filter.Prefix is { } prefix)
            Add(text, " AND ((id >= ? AND id < ?) OR (name >= ? AND name < ?))", prefix, EndOf(prefix), prefix, EndOf(prefix));
        if (filter.Header is { } header)
            Add(text, " AND EXISTS (SELECT 1 FROM labels AS l WHERE l.label = ? AND l.accepted = flows.accepted AND l.flow = flows.id)", FlowLabels.OfHeader(header.Key, header.Value));
        if (filter.Failure is { } failure)
            Add(text, " AND failure_kind = ? AND state = 3", failure);
        if (filter.IsQuiet)
            text.Append(" AND quiet IS NOT NULL AND state IN (1, 5)");
        if (filter.IsLate)
            Add(text, " AND expected_at < ? AND expected_at IS NOT NULL AND state IN (1, 5)", now.UtcTicks);
        if (filter.AcceptedFrom is { } from)
            Add(text, " AND accepted >= ?", from.UtcTicks);
        if (filter.AcceptedBefore is { } before)
            Add(text, " AND accepted < ?", before.UtcTicks);
        if (filter.EndedBefore is { } ended)
            Add(text, " AND ended < ?", ended.UtcTicks);
        Text = text.ToString();
    }

    public string Text { get; }

    /// <summary>What lies behind all texts that begin with a prefix.</summary>
    public static string EndOf(string prefix) => prefix + "\U0010FFFF";

    public void Bind(Statement statement)
    {
        foreach (var value in values)
            _ = value is string text ? statement.Text(text) : statement.Int((long)value);
    }

    private void Add(StringBuilder text, string condition, params ReadOnlySpan<object> bound)
    {
        text.Append(condition);
        values.AddRange(bound);
    }
}
