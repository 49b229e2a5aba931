using Npgsql;

namespace TypedTasks.Postgres.Connections;

/// <summary>Statements that travel together: one wait for the network, however many they are. When one fails, those after it are not run.</summary>
internal sealed class RoundTrip
{
    private readonly List<(NpgsqlBatchCommand Command, Action<ResultRow>? Read)> statements = [];

    public bool IsEmpty => statements.Count == 0;

    /// <summary>A statement that yields no rows.</summary>
    public void Add(NpgsqlBatchCommand command) => statements.Add((command, null));

    /// <summary>A statement that yields no rows.</summary>
    public void Add(string sql) => Add(new NpgsqlBatchCommand(sql));

    /// <summary>A statement whose rows are read.</summary>
    public void Add(NpgsqlBatchCommand command, Action<ResultRow> read) => statements.Add((command, read));

    /// <summary>On a connection of the application's, whose thread is not to wait.</summary>
    public async Task RunAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        if (IsEmpty)
            return;
        await using var batch = connection.CreateBatch();
        foreach (var (command, _) in statements)
            batch.BatchCommands.Add(command);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        var row = new ResultRow(reader);
        foreach (var (_, read) in statements)
        {
            if (read is null)
                continue;
            read(row);
            await reader.NextResultAsync(cancellationToken).ConfigureAwait(false);
        }

        while (await reader.NextResultAsync(cancellationToken).ConfigureAwait(false))
        {
        }
    }

    public void Run(NpgsqlConnection connection)
    {
        if (IsEmpty)
            return;
        using var batch = connection.CreateBatch();
        foreach (var (command, _) in statements)
            batch.BatchCommands.Add(command);
        using var reader = batch.ExecuteReader();
        var row = new ResultRow(reader);

        // Only statements that yield rows have results, in their order.
        foreach (var (_, read) in statements)
        {
            if (read is null)
                continue;
            read(row);
            reader.NextResult();
        }

        // What fails after the last rows is told only when the rest was read.
        while (reader.NextResult())
        {
        }
    }
}
