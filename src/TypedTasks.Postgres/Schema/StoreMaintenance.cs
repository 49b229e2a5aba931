using System.Globalization;
using Npgsql;
using TypedTasks.Postgres.Connections;

namespace TypedTasks.Postgres.Schema;

/// <summary>What an administrator does with the tables of a store, by the <c>typedtasks store</c> command.</summary>
internal sealed class StoreMaintenance : IAsyncDisposable
{
    private readonly NpgsqlDataSource source;
    private readonly PostgresStoreOptions options;
    private readonly SchemaOpener opener;

    /// <summary>Names the store.</summary>
    /// <exception cref="ArgumentException">The connection string cannot be understood, or the schema has no plain name.</exception>
    public StoreMaintenance(string connectionString, string schema)
    {
        options = new() { Schema = schema };
        if (PostgresStoreOptionsCheck.Find(options) is { } wrong)
            throw new ArgumentException(wrong, nameof(schema));
        source = StoreSource.Create(connectionString);
        Place = StoreSource.PlaceOf(source, options);
        opener = new(source, options, Place);
    }

    /// <summary>Where the store is, for people.</summary>
    public string Place { get; }

    /// <summary>The statements that make the tables, or the steps after a number.</summary>
    /// <exception cref="ArgumentException">The schema has no plain name.</exception>
    public static string Print(string schema, int after)
    {
        if (PostgresStoreOptionsCheck.Find(new() { Schema = schema }) is { } wrong)
            throw new ArgumentException(wrong, nameof(schema));
        return string.Concat(StoreSchema.Steps.Where(n => n > after).Select(n => string.Create(
            CultureInfo.InvariantCulture,
            $"-- Step {n}.\n{(n == 1 ? StoreSchema.CreateAccount(schema) + ";\n\n" : "")}{StoreSchema.Step(n, schema)}INSERT INTO {StoreSchema.Quote(schema)}.migrations(number) VALUES ({n});\n")));
    }

    /// <summary>The steps that were not taken yet, and the format; no format where there is no store.</summary>
    public Task<(IReadOnlyList<int> Missing, int? Format)> CheckAsync(CancellationToken cancellationToken) => DescribedAsync<(IReadOnlyList<int>, int?)>(async connection =>
    {
        var missing = await opener.MissingAsync(connection, cancellationToken);
        return (missing, missing.Contains(1) ? null : await FormatAsync(connection, cancellationToken));
    }, cancellationToken);

    /// <summary>Takes the steps that are missing; yields which.</summary>
    public Task<IReadOnlyList<int>> MigrateAsync(CancellationToken cancellationToken) => DescribedAsync(c => opener.MigrateAsync(c, cancellationToken), cancellationToken);

    /// <summary>Lets what is new begin, and keeps older versions out; yields the format from then on.</summary>
    public Task<int> FinalizeAsync(CancellationToken cancellationToken) => DescribedAsync(
        async connection =>
        {
            await using var raise = new NpgsqlCommand(
                $"UPDATE {StoreSchema.Quote(options.Schema)}.store SET format = greatest(format, {StoreSchema.Format.ToString(CultureInfo.InvariantCulture)}) RETURNING format", connection);
            return (int)(await raise.ExecuteScalarAsync(cancellationToken))!;
        },
        cancellationToken);

    public ValueTask DisposeAsync() => source.DisposeAsync();

    private async Task<int?> FormatAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand($"SELECT format FROM {StoreSchema.Quote(options.Schema)}.store", connection);
        return (int?)await command.ExecuteScalarAsync(cancellationToken);
    }

    private async Task<T> DescribedAsync<T>(Func<NpgsqlConnection, Task<T>> act, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await source.OpenConnectionAsync(cancellationToken);
            return await act(connection);
        }
        catch (Exception e) when (ServerErrors.IsKnown(e))
        {
            throw ServerErrors.Describe(e, Place);
        }
    }
}
