using Microsoft.Data.Sqlite;
using TypedTasks.Storage;

namespace TypedTasks.Sqlite.Tests;

/// <summary>What a purge deletes makes the file smaller, where the file can.</summary>
public sealed class ShrinkingTests : IDisposable
{
    private const int Flows = 40;
    private const int ValueBytes = 500_000;
    private const long Small = 4 << 20;

    private readonly TemporaryFolder folder = new();

    private string File => folder["store.db"];

    [Fact]
    public async Task A_purge_gives_its_space_back_and_empties_the_log()
    {
        await using var store = await OpenAsync();
        await FillAsync(store);
        Assert.InRange(Length(File) + Length(File + "-wal"), Flows * ValueBytes, long.MaxValue);
        await PurgeAsync(store);
        await UntilAsync(() => Length(File) + Length(File + "-wal") < Small);
        await AssertUsableAsync(store);
    }

    [Fact]
    public async Task Others_write_between_the_steps()
    {
        await using var store = await OpenAsync();
        await using var other = await OpenAsync();
        await FillAsync(store);
        await PurgeAsync(store);
        for (var i = 0; i < 200; i++)
            await other.ExecuteAsync([new PutValue(Key(Flows + 1), $"{i}", "1"u8.ToArray())], CancellationToken.None);
        await UntilAsync(() => Length(File) < Small);
        await AssertUsableAsync(other);
    }

    [Fact]
    public async Task Space_that_is_needed_again_soon_is_kept()
    {
        await using var store = await OpenAsync();
        await FillAsync(store);
        await store.ExecuteAsync([new DeleteFlow(Key(0).FlowId, TimeSpan.Zero)], CancellationToken.None);
        await store.DisposeAsync();
        Assert.InRange(Length(File), Flows * ValueBytes, long.MaxValue);
    }

    [Fact]
    public async Task A_file_of_before_is_used_and_not_rewritten()
    {
        // Its first page says that it gives nothing back.
        System.IO.File.WriteAllBytes(File, []);
        Execute("PRAGMA journal_mode = WAL");
        await using var store = await OpenAsync();
        await FillAsync(store);
        await PurgeAsync(store);
        await AssertUsableAsync(store);
        await store.DisposeAsync();
        Assert.InRange(Length(File), Flows * ValueBytes, long.MaxValue);
    }

    [Theory]
    [InlineData(65_535)]
    [InlineData(65_536)]
    [InlineData(3_000_000)]
    public async Task The_first_value_of_a_path_wins_whatever_its_size(int bytes)
    {
        await using var store = await OpenAsync();
        var (first, second) = (Value(bytes, 1), Value(bytes, 2));
        await store.ExecuteAsync([new PutValue(Key(0), "0", first), new PutValue(Key(0), "0", second), new PutValue(Key(0), "1", second)], CancellationToken.None);
        await store.ExecuteAsync([new PutValue(Key(0), "1", first)], CancellationToken.None);
        Assert.Equal(first, await ReadAsync(store, "0"));
        Assert.Equal(second, await ReadAsync(store, "1"));
    }

    public void Dispose() => folder.Dispose();

    private async Task<SqliteTaskStore> OpenAsync()
    {
        var store = new SqliteTaskStore(new() { Path = File });
        await store.OpenAsync(CancellationToken.None);
        return store;
    }

    private static async Task FillAsync(SqliteTaskStore store)
    {
        for (var i = 0; i < Flows; i++)
        {
            var key = Key(i);
            await store.ExecuteAsync(
                [
                    new AcceptFlow(key, "", null, $"plan-{i}", "{}"u8.ToArray(), TimeSpan.FromDays(1), null),
                    new PutValue(key, "0", Value(ValueBytes, (byte)i)),
                    new FinishFlow(key, FlowState.Cancelled, default),
                ],
                CancellationToken.None);
        }
    }

    private static async Task PurgeAsync(SqliteTaskStore store)
    {
        var deletes = Enumerable.Range(0, Flows).Select(static i => new DeleteFlow(Key(i).FlowId, TimeSpan.Zero)).ToArray();
        await store.ExecuteAsync(deletes, CancellationToken.None);
        Assert.All(deletes, static d => Assert.True(d.Result));
    }

    private static async Task AssertUsableAsync(SqliteTaskStore store)
    {
        var value = Value(200_000, 7);
        await store.ExecuteAsync([new PutValue(Key(0), "0", value)], CancellationToken.None);
        Assert.Equal(value, await ReadAsync(store, "0"));
    }

    private static async Task<byte[]?> ReadAsync(SqliteTaskStore store, string path)
    {
        var read = new GetValue(Key(0), path);
        await store.ExecuteAsync([read], CancellationToken.None);
        return read.Result;
    }

    // The steps wait for nobody but the clock of the machine; a test that hangs says so.
    private static async Task UntilAsync(Func<bool> condition)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (!condition())
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, deadline.Token);
    }

    private static FlowKey Key(int index) => new($"flow-{index}", 0);

    private static byte[] Value(int bytes, byte content) => [.. Enumerable.Repeat(content, bytes)];

    private static long Length(string path) => new FileInfo(path) is { Exists: true } file ? file.Length : 0;

    private void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={File};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
