using System.Globalization;
using Npgsql;

namespace TypedTasks.Postgres.Schema;

/// <summary>Makes the tables, if need be, and brings them up to date.</summary>
internal sealed class SchemaOpener(NpgsqlDataSource source, PostgresStoreOptions options, string place)
{
    /// <summary>Opens the store, and reads what tells it from others.</summary>
    public async Task<string> OpenAsync(CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        if (await MissingAsync(connection, cancellationToken) is { Count: > 0 } missing)
        {
            if (!options.Migrates)
            {
                throw new StoreException(
                    $"The store in {place} lacks what this version needs (step {missing[0].ToString(CultureInfo.InvariantCulture)} of its schema), and {nameof(PostgresStoreOptions.Migrates)} is false. Run `typedtasks store migrate`.")
                {
                    IsTransient = false,
                };
            }

            await MigrateAsync(connection, cancellationToken);
        }

        await using var command = new NpgsqlCommand($"SELECT identity, format FROM {StoreSchema.Quote(options.Schema)}.store", connection);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        if (!await row.ReadAsync(cancellationToken))
            throw new StoreException($"The store in {place} has lost the row that names it. Restore it from a backup.") { IsTransient = false };
        if (row.GetInt32(1) > StoreSchema.Format)
        {
            throw new StoreException(string.Create(
                CultureInfo.InvariantCulture,
                $"The store in {place} was finalized for a newer version of TypedTasks.Postgres (format {row.GetInt32(1)}; this one knows {StoreSchema.Format}). Update the package."))
            {
                IsTransient = false,
            };
        }

        return row.GetString(0);
    }

    /// <summary>The steps that were not taken yet.</summary>
    public async Task<IReadOnlyList<int>> MissingAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var steps = StoreSchema.Steps.ToList();

        // Race: another process may just have made it. What looks names up goes by what this connection has seen before; a look into the catalogue does not.
        await using var exists = new NpgsqlCommand("SELECT EXISTS (SELECT 1 FROM pg_catalog.pg_tables WHERE schemaname = $1 AND tablename = 'migrations')", connection)
        {
            Parameters = { new() { Value = options.Schema } },
        };
        if (await exists.ExecuteScalarAsync(cancellationToken) is not true)
            return steps;
        await using var taken = new NpgsqlCommand($"SELECT number FROM {StoreSchema.Quote(options.Schema)}.migrations", connection);
        await using var row = await taken.ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
            steps.Remove(row.GetInt32(0));
        return steps;
    }

    /// <summary>Takes the steps that are missing, one process at a time; yields which.</summary>
    public async Task<IReadOnlyList<int>> MigrateAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);

        // Whoever comes second waits here, and finds everything done.
        await using (var one = new NpgsqlCommand("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", connection, transaction) { Parameters = { new() { Value = $"TypedTasks {options.Schema}" } } })
            await one.ExecuteNonQueryAsync(cancellationToken);
        var missing = await MissingAsync(connection, cancellationToken);
        if (missing.Count == 0)
            return missing;
        await RunAsync(StoreSchema.CreateAccount(options.Schema));
        foreach (var number in missing)
        {
            await RunAsync(StoreSchema.Step(number, options.Schema));
            await RunAsync(string.Create(CultureInfo.InvariantCulture, $"INSERT INTO {StoreSchema.Quote(options.Schema)}.migrations(number) VALUES ({number})"));
        }

        await transaction.CommitAsync(cancellationToken);
        return missing;

        async Task RunAsync(string sql)
        {
            await using var command = new NpgsqlCommand(sql, connection, transaction);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}
