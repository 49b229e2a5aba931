using Npgsql;
using TypedTasks.Postgres.Connections;
using TypedTasks.Storage;

namespace TypedTasks.Postgres.Tables;

/// <summary>An outcome as the columns kind, json, path, count, failure.</summary>
internal static class OutcomeParameters
{
    public const int Count = 5;

    public static string Names(string prefix = "") => $"{prefix}kind, {prefix}json, {prefix}path, {prefix}count, {prefix}failure";

    public static NpgsqlBatchCommand Outcomes<T>(this NpgsqlBatchCommand command, IReadOnlyList<T> rows, Func<T, RecordedOutcome> column) => command
        .Ints(rows, r => (int)column(r).Value.Kind)
        .Blobs(rows, r => column(r).Value is { Kind: ValueKind.Inline } value ? value.Json : default(ReadOnlyMemory<byte>?))
        .Texts(rows, r => column(r).Value.Path)
        .Ints(rows, r => column(r).Value.Count)
        .Blobs(rows, r => column(r).Failure);

    public static RecordedOutcome Read(ResultRow row, int first) => new(ReadValue(row, first), row.BlobOrNull(first + 4));

    public static FlowValue ReadValue(ResultRow row, int first)
    {
        var kind = (ValueKind)row.Int(first);
        return kind switch
        {
            ValueKind.None => default,
            ValueKind.Inline => FlowValue.Inline(row.Blob(first + 1)),
            _ => new(kind, default, row.TextOrNull(first + 2), row.Int(first + 3)),
        };
    }
}
