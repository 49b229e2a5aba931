using TypedTasks.Sqlite.Database;
using TypedTasks.Storage;

namespace TypedTasks.Sqlite.Rows;

/// <summary>An outcome as the columns kind, json, path, count, failure.</summary>
internal static class OutcomeColumns
{
    public const string Names = "kind, json, path, count, failure";

    public static Statement Outcome(this Statement statement, RecordedOutcome outcome)
    {
        var value = outcome.Value;
        statement.Int((int)value.Kind);
        if (value.Kind == ValueKind.Inline)
            statement.Blob(value.Json.Span);
        else
            statement.Null();
        statement.Text(value.Path).Int(value.Count);
        return statement.Blob(outcome.Failure);
    }

    public static RecordedOutcome Read(Statement.Rows rows, int first) =>
        rows.IsNull(first) ? default : new(ReadValue(rows, first), rows.BlobOrNull(first + 4));

    public static FlowValue ReadValue(Statement.Rows rows, int first)
    {
        var kind = (ValueKind)rows.Int(first);
        return kind switch
        {
            ValueKind.None => default,
            ValueKind.Inline => FlowValue.Inline(rows.Blob(first + 1)),
            _ => new(kind, default, rows.TextOrNull(first + 2), rows.Int(first + 3)),
        };
    }
}
