using TypedTasks.Sqlite.Database;
using TypedTasks.Transport;

namespace TypedTasks.Sqlite.Queries;

/// <summary>A message as columns.</summary>
internal static class MessageColumns
{
    public const string Names = "id, queue, flow, subject, step, attempt, not_before, trace_parent, ordering_key, body";

    public static Statement Message(this Statement statement, TaskMessage message) => statement
        .Text(message.Id).Text(message.Queue).Text(message.FlowId).Text(message.Subject).Text(message.Step)
        .Int(message.Attempt).Time(message.NotBefore).Text(message.TraceParent).Text(message.OrderingKey).Blob(message.Body.Span);

    public static TaskMessage Read(Statement.Rows rows) => new()
    {
        Id = rows.Text(0),
        Queue = rows.Text(1),
        FlowId = rows.Text(2),
        Subject = rows.Text(3),
        Step = rows.Text(4),
        Attempt = rows.Int(5),
        NotBefore = rows.TimeOrNull(6),
        TraceParent = rows.TextOrNull(7),
        OrderingKey = rows.TextOrNull(8),
        Body = rows.Blob(9),
    };
}
