using Microsoft.Data.Sqlite;
using TypedTasks.Sqlite;
using TypedTasks.Storage;

namespace TypedTasks.Stores.Tests;

internal sealed class SqliteSubject : Subject
{
    private readonly TemporaryFolder folder = new();

    private SqliteSubject(TimeProvider time) => Store = new SqliteTaskStore(new() { Path = File, TimeProvider = time });

    public override string Name => "SQLite";

    public override ITaskStore Store { get; }

    /// <summary>Where the store keeps its rows.</summary>
    public string File => folder["store.db"];

    /// <summary>Makes a file and opens it.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="sql">What is done to its tables before anything is stored, or null.</param>
    public static async Task<SqliteSubject> OpenAsync(TimeProvider time, string? sql = null)
    {
        var subject = new SqliteSubject(time);
        await subject.Store.OpenAsync(CancellationToken.None);
        if (sql is not null)
            await subject.AlterAsync(sql);
        return subject;
    }

    private async Task AlterAsync(string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={File};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // A constant of these tests.
        command.CommandText = sql;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        folder.Dispose();
    }
}
