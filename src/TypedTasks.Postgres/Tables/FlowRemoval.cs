using TypedTasks.Postgres.Connections;
using TypedTasks.Postgres.Batches;

namespace TypedTasks.Postgres.Tables;

/// <summary>Everything that is kept under a flow.</summary>
internal static class FlowRemoval
{
    private static readonly string[] Tables = ["members", "joins", "waits", "kept_values", "steps", "parked", "begun", "cancellations", "owed", "unique_keys"];

    /// <summary>What is deleted, flows last.</summary>
    public static Statement<string>[] Statements(string schema) => [LabelTable.Deletion(schema), .. Tables.Select(t => Delete($"{schema}.{t}", "flow")), Delete($"{schema}.flows", "id")];

    private static Statement<string> Delete(string table, string column) =>
        new(table, $"DELETE FROM {table} WHERE {column} = ANY($1)", static (command, rows) => command.Texts(rows, static f => f));
}
