using Npgsql;

namespace TypedTasks.Postgres.Batches;

/// <summary>A statement that writes many rows of a table at once.</summary>
/// <param name="Table">The table; what is written to one table stays in order.</param>
/// <param name="Sql">The text.</param>
/// <param name="Bind">Binds the rows, a column as an array.</param>
internal sealed record Statement<TRow>(string Table, string Sql, Action<NpgsqlBatchCommand, IReadOnlyList<TRow>> Bind);
