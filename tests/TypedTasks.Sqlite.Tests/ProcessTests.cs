using System.Globalization;
using Microsoft.Data.Sqlite;
using TypedTasks.Storage;

namespace TypedTasks.Sqlite.Tests;

/// <summary>Processes that die, and processes that share.</summary>
public sealed class ProcessTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public async Task What_was_acknowledged_survives_kill_9()
    {
        const int count = 1_000_000;
        var path = folder["store.db"];
        List<int> acknowledged = [];
        for (var round = 0; round < 3; round++)
        {
            var first = acknowledged.Count == 0 ? 0 : acknowledged.Max() + 1;
            using var process = Writer.Start(path, first, count, count);
            for (var lines = 0; lines < 1000; lines++)
                acknowledged.Add(Number((await process.StandardOutput.ReadLineAsync())!));
            process.Kill();
            // What it had said before it died counts too; the last line may be cut.
            var rest = await process.StandardOutput.ReadToEndAsync();
            acknowledged.AddRange(rest.Split('\n').SkipLast(1).Select(Number));
            await process.WaitForExitAsync();
            Assert.NotEqual(0, process.ExitCode);
        }

        await using var store = await OpenAsync(path);
        var reads = acknowledged.Select(static i => new GetMember(Writer.Flow, "0", i)).ToArray();
        await store.ExecuteAsync(reads, CancellationToken.None);
        Assert.All(reads, static r => Assert.NotNull(r.Result.Member));
        Assert.True(acknowledged.Count >= 3000);
        Assert.Equal("ok", Scalar(path, "PRAGMA integrity_check"));
        Assert.Equal(Scalar(path, "SELECT count(*) FROM members"), Scalar(path, "SELECT succeeded FROM joins"));
    }

    [Fact]
    public async Task Of_three_processes_that_record_one_join_one_decides_it()
    {
        const int count = 3000;
        var path = folder["store.db"];
        var processes = Enumerable.Range(0, 3).Select(i => Writer.Start(path, i * 1000, (i + 1) * 1000, count)).ToArray();
        var outputs = await Task.WhenAll(processes.Select(static p => p.StandardOutput.ReadToEndAsync()));
        foreach (var process in processes)
        {
            await process.WaitForExitAsync();
            Assert.Equal(0, process.ExitCode);
            process.Dispose();
        }

        var lines = outputs.SelectMany(static o => o.Split('\n', StringSplitOptions.RemoveEmptyEntries)).ToArray();
        Assert.Equal(count, lines.Length);
        var decided = Number(Assert.Single(lines, static l => l.EndsWith("decided", StringComparison.Ordinal)).Split(' ')[0]);
        await using var store = await OpenAsync(path);
        var member = new GetMember(Writer.Flow, "0", 7);
        await store.ExecuteAsync([member], CancellationToken.None);
        Assert.Equal(JoinState.Completed, member.Result.State);
        Assert.Equal(decided, member.Result.DecidedBy);
        Assert.Equal("body", member.Result.Owed.Single().Id);
    }

    public void Dispose() => folder.Dispose();

    private static async Task<SqliteTaskStore> OpenAsync(string path)
    {
        var store = new SqliteTaskStore(new() { Path = path });
        await store.OpenAsync(CancellationToken.None);
        return store;
    }

    private static string Scalar(string path, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToString(command.ExecuteScalar(), CultureInfo.InvariantCulture)!;
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
