using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using TypedTasks.Storage;

namespace TypedTasks.Sqlite.Tests;

/// <summary>Files that can be opened, and files that cannot: what the error says.</summary>
public sealed class OpeningTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public async Task A_new_file_and_its_folder_belong_to_their_owner_alone()
    {
        if (OperatingSystem.IsWindows())
            return;
        var path = folder["data/typedtasks/store.db"];
        await using var store = await OpenAsync(path);
        await store.ExecuteAsync([new PutValue(Writer.Flow, "0", "1"u8.ToArray())], CancellationToken.None);
        const UnixFileMode ownerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(path)!))
            Assert.Equal(ownerOnly, File.GetUnixFileMode(file));
        Assert.Equal(ownerOnly | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.GetDirectoryName(path)!));
        Assert.Equal(ownerOnly | UnixFileMode.UserExecute, File.GetUnixFileMode(folder["data"]));
    }

    [Fact]
    public async Task What_was_recorded_is_there_after_closing()
    {
        var path = folder["store.db"];
        await using (var store = await OpenAsync(path, SqliteSynchronous.Full))
            await store.ExecuteAsync([Writer.Member(0, 1)], CancellationToken.None);
        await using var again = await OpenAsync(path);
        var member = new GetMember(Writer.Flow, "0", 0);
        await again.ExecuteAsync([member], CancellationToken.None);
        Assert.Equal(JoinState.Completed, member.Result.State);
    }

    [Fact]
    public async Task Many_that_open_a_new_file_at_once_all_succeed()
    {
        var stores = Enumerable.Range(0, 8).Select(_ => new SqliteTaskStore(new() { Path = folder["store.db"] })).ToArray();
        await Parallel.ForEachAsync(stores, (s, c) => s.OpenAsync(c));
        foreach (var store in stores)
            await store.DisposeAsync();
    }

    [Fact]
    public async Task A_folder_that_may_not_be_written_is_named()
    {
        if (!OperatingSystem.IsLinux())
            return;
        // Not even the administrator may create files there.
        var error = await FailsAsync("/proc/typedtasks/store.db");
        Assert.StartsWith("The store '/proc/typedtasks/store.db' cannot be ", error.Message, StringComparison.Ordinal);
        Assert.Contains("choose another one", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_in_place_of_a_file_is_named()
    {
        var error = await FailsAsync(folder.Path);
        Assert.Equal($"The store '{folder.Path}' is a folder. Name a file in it.", error.Message);
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_named_and_left_alone()
    {
        var path = folder["notes.txt"];
        var text = string.Concat(Enumerable.Repeat("These are notes. ", 100));
        await File.WriteAllTextAsync(path, text);
        var error = await FailsAsync(path);
        Assert.Equal($"The file '{path}' is not a SQLite database. Choose another file for the store, or move this one away.", error.Message);
        Assert.Equal(text, await File.ReadAllTextAsync(path));
    }

    [Fact]
    public async Task A_database_of_another_application_is_left_alone()
    {
        var path = folder["other.db"];
        Execute(path, "CREATE TABLE customers(id INTEGER)");
        var error = await FailsAsync(path);
        Assert.Equal($"The file '{path}' is a SQLite database of another application. Choose another file for the store.", error.Message);
    }

    [Fact]
    public async Task A_schema_of_before_the_first_release_is_refused()
    {
        var path = folder["store.db"];
        await using (await OpenAsync(path))
            Assert.True(File.Exists(path));
        Execute(path, "PRAGMA user_version = 1");
        Assert.Equal(
            $"The store '{path}' was written by a preview of TypedTasks.Sqlite (schema 1; this one knows 8). Let that version finish its flows, and choose another file.",
            (await FailsAsync(path)).Message);
    }

    [Fact]
    public async Task A_newer_schema_is_refused()
    {
        var path = folder["store.db"];
        await using (await OpenAsync(path))
            Assert.True(File.Exists(path));
        Execute(path, "PRAGMA user_version = 99");
        var error = await FailsAsync(path);
        Assert.Equal(
            $"The store '{path}' was written by a newer version of TypedTasks.Sqlite (schema 99; this one knows 8). Update the package, or choose another file.",
            error.Message);
    }

    [Fact]
    public async Task A_file_that_another_keeps_locked_is_named_and_read_all_the_same()
    {
        var path = folder["store.db"];
        await using var store = new SqliteTaskStore(new() { Path = path, BusyTimeout = TimeSpan.FromMilliseconds(50) });
        await store.OpenAsync(CancellationToken.None);
        using (var connection = Connect(path))
        {
            Execute(connection, "BEGIN IMMEDIATE");
            var error = await Assert.ThrowsAsync<StoreException>(() => store.ExecuteAsync([Writer.Member(0, 1)], CancellationToken.None).AsTask());
            Assert.Equal(
                $"The store '{path}' was locked by another process for longer than 0.05 s. Find who holds it open for writing (a tool with an open transaction?), or raise BusyTimeout.",
                error.Message);
            await store.ExecuteAsync([new GetFlow(Writer.Flow)], CancellationToken.None);
            Execute(connection, "ROLLBACK");
        }

        var member = Writer.Member(0, 1);
        await store.ExecuteAsync([member], CancellationToken.None);
        Assert.Equal(JoinState.Completed, member.Result.State);
    }

    [Fact]
    public async Task A_store_that_is_not_open_says_so()
    {
        await using var store = new SqliteTaskStore(new() { Path = folder["store.db"] });
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => store.ExecuteAsync([new GetFlow(Writer.Flow)], CancellationToken.None).AsTask());
        Assert.EndsWith("is not open: call OpenAsync first.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_closed_store_says_so()
    {
        var store = await OpenAsync(folder["store.db"]);
        await store.DisposeAsync();
        await store.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => store.ExecuteAsync([Writer.Member(0, 1)], CancellationToken.None).AsTask());
        await Assert.ThrowsAsync<ObjectDisposedException>(() => store.ExecuteAsync([new GetFlow(Writer.Flow)], CancellationToken.None).AsTask());
    }

    [Fact]
    public async Task What_waits_is_written_before_closing()
    {
        var path = folder["store.db"];
        var store = await OpenAsync(path);
        var writes = Enumerable.Range(0, 500).Select(i => store.ExecuteAsync([Writer.Member(i, 500)], CancellationToken.None).AsTask()).ToArray();
        await store.DisposeAsync();
        await Task.WhenAll(writes);
        await using var again = await OpenAsync(path);
        var member = new GetMember(Writer.Flow, "0", 0);
        await again.ExecuteAsync([member], CancellationToken.None);
        Assert.Equal(JoinState.Completed, member.Result.State);
    }

    [Fact]
    public async Task The_builder_registers_one_store()
    {
        var services = new ServiceCollection();
        new TypedTasksBuilder(services).UseSqlite(folder["store.db"]);
        await using var provider = services.BuildServiceProvider();
        Assert.Same(provider.GetRequiredService<SqliteTaskStore>(), provider.GetRequiredService<ITaskStore>());
    }

    public void Dispose() => folder.Dispose();

    private static async Task<SqliteTaskStore> OpenAsync(string path, SqliteSynchronous synchronous = SqliteSynchronous.Normal)
    {
        var store = new SqliteTaskStore(new() { Path = path, Synchronous = synchronous });
        await store.OpenAsync(CancellationToken.None);
        return store;
    }

    private static async Task<StoreException> FailsAsync(string path)
    {
        await using var store = new SqliteTaskStore(new() { Path = path });
        return await Assert.ThrowsAsync<StoreException>(() => store.OpenAsync(CancellationToken.None).AsTask());
    }

    private static SqliteConnection Connect(string path)
    {
        var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        return connection;
    }

    private static void Execute(string path, string sql)
    {
        using var connection = Connect(path);
        Execute(connection, sql);
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The texts are those of this class.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
