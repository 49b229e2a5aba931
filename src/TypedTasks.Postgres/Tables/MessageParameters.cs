using Npgsql;
using TypedTasks.Postgres.Connections;
using TypedTasks.Transport;

namespace TypedTasks.Postgres.Tables;

/// <summary>A message as columns.</summary>
internal static class MessageParameters
{
    public const string Names = "id, queue, flow, subject, step, attempt, not_before, trace_parent, ordering_key, deferral, body";

    /// <summary>The same as arrays: the types of the parameters from a number on.</summary>
    public static string Arrays(int first) => Types.Select((t, i) => $"${first + i}::{t}[]").Aggregate(static (a, b) => $"{a}, {b}");

    public const int Count = 11;

    private static readonly string[] Types = ["text", "text", "text", "text", "text", "int", "bigint", "text", "text", "int", "bytea"];

    public static NpgsqlBatchCommand Messages<T>(this NpgsqlBatchCommand command, IReadOnlyList<T> rows, Func<T, TaskMessage?> column, Func<T, ReadOnlyMemory<byte>?>? body = null) => command
        .Texts(rows, r => column(r)?.Id)
        .Texts(rows, r => column(r)?.Queue)
        .Texts(rows, r => column(r)?.FlowId)
        .Texts(rows, r => column(r)?.Subject)
        .Texts(rows, r => column(r)?.Step)
        .Ints(rows, r => column(r)?.Attempt ?? 0)
        .Times(rows, r => column(r)?.NotBefore)
        .Texts(rows, r => column(r)?.TraceParent)
        .Texts(rows, r => column(r)?.OrderingKey)
        .Ints(rows, r => column(r)?.Deferral ?? 0)
        .Blobs(rows, body ?? (r => column(r)?.Body));

    public static TaskMessage Read(ResultRow row, int first) => new()
    {
        Id = row.Text(first),
        Queue = row.Text(first + 1),
        FlowId = row.Text(first + 2),
        Subject = row.Text(first + 3),
        Step = row.Text(first + 4),
        Attempt = row.Int(first + 5),
        NotBefore = row.TimeOrNull(first + 6),
        TraceParent = row.TextOrNull(first + 7),
        OrderingKey = row.TextOrNull(first + 8),
        Deferral = row.Int(first + 9),
        Body = row.Blob(first + 10),
    };
}
