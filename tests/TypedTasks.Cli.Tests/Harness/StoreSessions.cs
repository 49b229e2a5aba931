using Microsoft.Extensions.Time.Testing;
using TypedTasks.Sqlite;
using TypedTasks.Storage;

namespace TypedTasks.Cli.Tests;

/// <summary>Sessions in a terminal over a store of which everything is known, by a clock that stands.</summary>
public abstract class StoreSessions : IAsyncLifetime
{
    private protected TemporaryFolder Folder { get; } = new();

    private protected FakeTimeProvider Time { get; } = new(new(2026, 3, 1, 2, 0, 0, TimeSpan.Zero));

    private protected SqliteTaskStore Tasks { get; private set; } = null!;

    /// <summary>The store, as the command line names it.</summary>
    private protected string Store => $"sqlite:{Folder["tasks.db"]}";

    public async Task InitializeAsync()
    {
        Tasks = new(new SqliteStoreOptions { Path = Folder["tasks.db"], TimeProvider = Time });
        await Tasks.OpenAsync(CancellationToken.None);
    }

    public async Task DisposeAsync()
    {
        await Tasks.DisposeAsync();
        Folder.Dispose();
    }

    private protected ValueTask ExecuteAsync(params StoreOperation[] operations) => Tasks.ExecuteAsync(operations, CancellationToken.None);
}
