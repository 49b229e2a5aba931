using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TypedTasks.Storage;

namespace TypedTasks.Sqlite.Tests;

/// <summary>A file that is deleted or replaced under a process, and where a relative path begins.</summary>
public sealed class LostFileTests : IDisposable
{
    private static readonly CancellationToken Deadline = new CancellationTokenSource(TimeSpan.FromMinutes(1)).Token;

    private readonly TemporaryFolder folder = new();

    private string Path => folder["store.db"];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_file_that_is_deleted_is_noticed_by_reads_and_writes_until_it_is_back(bool writes)
    {
        if (OperatingSystem.IsWindows())
            return;
        await using var store = await OpenAsync();
        await CallAsync(store, writes);
        File.Move(Path, folder["moved.db"]);
        var error = await FailsAsync(store, writes);
        Assert.StartsWith($"The file of the store, '{Path}', was deleted while this process has it open.", error.Message, StringComparison.Ordinal);
        File.Move(folder["moved.db"], Path);
        await WorksAsync(store, writes);
    }

    [Theory]
    [InlineData("another store")]
    [InlineData("an empty file")]
    [InlineData("something else")]
    public async Task A_file_that_is_replaced_is_noticed(string by)
    {
        if (OperatingSystem.IsWindows())
            return;
        await using var store = await OpenAsync();
        foreach (var file in Directory.GetFiles(folder.Path, "store.db*"))
            File.Move(file, file.Replace("store.db", "moved.db", StringComparison.Ordinal));
        if (by == "another store")
        {
            await using (await OpenAsync())
                Assert.True(File.Exists(Path));
        }
        else
        {
            await File.WriteAllTextAsync(Path, by == "an empty file" ? "" : new string('x', 5000), Deadline);
        }

        var error = await FailsAsync(store, writes: true);
        Assert.StartsWith($"The file of the store, '{Path}', was replaced while this process has it open.", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("put the file back, or restart the process to begin with the file that is there.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_relative_path_begins_at_the_content_root()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = folder.Path });
        new TypedTasksBuilder(builder.Services).UseSqlite("data/store.db");
        using var host = builder.Build();
        await host.Services.GetRequiredService<ITaskStore>().OpenAsync(Deadline);
        Assert.True(File.Exists(folder["data/store.db"]));
    }

    public void Dispose() => folder.Dispose();

    private async Task<SqliteTaskStore> OpenAsync()
    {
        var store = new SqliteTaskStore(new() { Path = Path });
        await store.OpenAsync(Deadline);
        return store;
    }

    private static async Task CallAsync(SqliteTaskStore store, bool writes)
    {
        if (writes)
            await store.ExecuteAsync([new PutValue(Writer.Flow, "0", "1"u8.ToArray())], Deadline);
        else
            await store.QueryAsync(new FindOverdue(1), Deadline);
    }

    // It looks once a second.
    private static async Task<StoreException> FailsAsync(SqliteTaskStore store, bool writes)
    {
        while (true)
        {
            Deadline.ThrowIfCancellationRequested();
            try
            {
                await CallAsync(store, writes);
            }
            catch (StoreException e)
            {
                return e;
            }
        }
    }

    private static async Task WorksAsync(SqliteTaskStore store, bool writes)
    {
        while (true)
        {
            Deadline.ThrowIfCancellationRequested();
            try
            {
                await CallAsync(store, writes);
                return;
            }
            catch (StoreException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, Deadline);
            }
        }
    }
}
