using Microsoft.Extensions.Time.Testing;
using TypedTasks.Storage;
using TypedTasks.Testing;

namespace TypedTasks.Sqlite.Tests;

/// <summary>A store in a file, or two on one, on a clock that stands still until it is moved.</summary>
internal sealed class SqliteStoreHost : StoreContractHost
{
    private readonly FakeTimeProvider time = new(DateTimeOffset.UtcNow);
    private readonly TemporaryFolder folder = new();

    private SqliteStoreHost(bool isShared)
    {
        var options = new SqliteStoreOptions { Path = folder["store.db"], TimeProvider = time };
        Store = isShared ? new AlternatingStore(new SqliteTaskStore(options), new SqliteTaskStore(options)) : new SqliteTaskStore(options);
    }

    public override ITaskStore Store { get; }

    /// <param name="isShared">Whether every second call goes through another store on the same file.</param>
    public static async Task<SqliteStoreHost> OpenAsync(bool isShared = false)
    {
        var host = new SqliteStoreHost(isShared);
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
        folder.Dispose();
        await base.DisposeAsync();
    }
}
