using TypedTasks.Sqlite.Database;
using TypedTasks.Transport;

namespace TypedTasks.Sqlite.Rows;

/// <summary>A message as columns.</summary>
internal static class MessageColumns
{
    public const string Names = "id, queue, flow, subject, step, attempt, not_before, trace_parent, ordering_key, body";

    public const int Count = 10;

    public static Statement Message(this Statement statement, TaskMessage message) => statement.Message(message, message.Body);

    public static Statement Message(this Statement statement, TaskMessage message, ReadOnlyMemory<byte> body) => statement
        .Text(message.Id).Text(message.Queue).Text(message.FlowId).Text(message.Subject).Text(message.Step)
        .Int(message.Attempt).Time(message.NotBefore).Text(message.TraceParent).Text(message.OrderingKey).Blob(body.Span);

    public static Statement MessageOrNull(this Statement statement, TaskMessage? message)
    {
        if (message is not null)
            return statement.Message(message);
        for (var i = 0; i < Count; i++)
            statement.Null();
        return statement;
    }

    public static TaskMessage Read(Statement.Rows rows, int first) => new()
    {
        Id = rows.Text(first),
        Queue = rows.Text(first + 1),
        FlowId = rows.Text(first + 2),
        Subject = rows.Text(first + 3),
        Step = rows.Text(first + 4),
        Attempt = rows.Int(first + 5),
        NotBefore = rows.TimeOrNull(first + 6),
        TraceParent = rows.TextOrNull(first + 7),
        OrderingKey = rows.TextOrNull(first + 8),
        Body = rows.Blob(first + 9),
    };
}
