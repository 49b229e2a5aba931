using Npgsql;

namespace TypedTasks.Postgres.Tests;

/// <summary>Two stores on one schema.</summary>
internal sealed class StorePair : IAsyncDisposable
{
    private readonly PostgresTaskStore[] stores;

    private StorePair(string connectionString, string schema, PostgresTaskStore[] stores)
    {
        ConnectionString = connectionString;
        Schema = schema;
        this.stores = stores;
    }

    public string ConnectionString { get; }

    public string Schema { get; }

    public PostgresTaskStore this[int index] => stores[index];

    public static async Task<StorePair> OpenAsync(string connectionString, TimeSpan? lockTimeout)
    {
        var schema = PostgresStoreHost.NewSchema();
        var options = new PostgresStoreOptions { Schema = schema };
        if (lockTimeout is { } timeout)
            options = options with { LockTimeout = timeout };

        // Their connections are known by this name.
        var named = new NpgsqlConnectionStringBuilder(connectionString) { ApplicationName = schema }.ConnectionString;
        return new(connectionString, schema, await Task.WhenAll(Given.StoreAsync(named, options), Given.StoreAsync(named, options)));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var store in stores)
            await store.DisposeAsync();
    }
}
