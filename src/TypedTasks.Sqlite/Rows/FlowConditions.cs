using System.Text;
using TypedTasks.Sqlite.Database;

namespace TypedTasks.Sqlite.Rows;

/// <summary>A filter as conditions on the table of flows; every value is bound.</summary>
internal readonly struct FlowConditions
{
    private readonly FlowFilter filter;

    public FlowConditions(FlowFilter filter)
    {
        this.filter = filter;
        var text = new StringBuilder();
        if (filter.States.Count > 0)
            text.Append(" AND state IN (").AppendJoin(", ", filter.States.Select(static _ => "?")).Append(')');
        Add(text, filter.Name, " AND name = ?");
        Add(text, filter.Task, " AND instr(tasks, ?) > 0");
        if (filter.IsQuiet)
            text.Append(" AND quiet IS NOT NULL AND state IN (1, 5)");
        Add(text, filter.AcceptedFrom, " AND accepted >= ?");
        Add(text, filter.AcceptedBefore, " AND accepted < ?");
        Add(text, filter.EndedBefore, " AND ended < ?");
        Text = text.ToString();
    }

    public string Text { get; }

    /// <summary>The index that is meant where few flows of many are: health checks ask for quiet ones all the time.</summary>
    public string Index => filter.IsQuiet ? " INDEXED BY flows_quiet" : "";

    public void Bind(Statement statement)
    {
        foreach (var state in filter.States)
            statement.Int((int)state);
        if (filter.Name is { } name)
            statement.Text(name);
        if (filter.Task is { } task)
            statement.Text(TaskColumn.Between(task));
        foreach (var time in new[] { filter.AcceptedFrom, filter.AcceptedBefore, filter.EndedBefore })
        {
            if (time is { } t)
                statement.Time(t);
        }
    }

    private static void Add(StringBuilder text, object? value, string condition)
    {
        if (value is not null)
            text.Append(condition);
    }
}
