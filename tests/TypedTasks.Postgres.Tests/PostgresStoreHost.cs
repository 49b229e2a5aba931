using Microsoft.Extensions.Time.Testing;
using TypedTasks.Storage;
using TypedTasks.Testing;

namespace TypedTasks.Postgres.Tests;

/// <summary>A store in a schema of its own, or two on one, on a clock that stands still until it is moved.</summary>
internal sealed class PostgresStoreHost : StoreContractHost
{
    private readonly FakeTimeProvider time = new(DateTimeOffset.UtcNow);

    private PostgresStoreHost(string connectionString, bool isShared)
    {
        var options = new PostgresStoreOptions { Schema = NewSchema(), TimeProvider = time };
        Store = isShared
            ? new AlternatingStore(new PostgresTaskStore(connectionString, options), new PostgresTaskStore(connectionString, options))
            : new PostgresTaskStore(connectionString, options);
    }

    public override ITaskStore Store { get; }

    /// <summary>A name that no other test has.</summary>
    public static string NewSchema() => $"t{Guid.NewGuid():N}";

    /// <param name="isShared">Whether every second call goes through another store on the same schema.</param>
    /// <param name="connectionString">Where, instead of the server of the tests itself.</param>
    public static async Task<PostgresStoreHost> OpenAsync(bool isShared = false, string? connectionString = null)
    {
        Skip.If(PostgresServer.Missing is not null, PostgresServer.Missing);
        var host = new PostgresStoreHost(connectionString ?? (await PostgresServer.Shared).ConnectionString, isShared);
        await host.Store.OpenAsync(CancellationToken.None);
        return host;
    }

    public override ValueTask PassAsync(TimeSpan duration)
    {
        time.Advance(duration);
        return ValueTask.CompletedTask;
    }

    public override async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        await base.DisposeAsync();
    }
}
