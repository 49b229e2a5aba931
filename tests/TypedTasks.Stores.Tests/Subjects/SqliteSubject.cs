using TypedTasks.Storage;
using TypedTasks.Sqlite;

namespace TypedTasks.Stores.Tests;

internal sealed class SqliteSubject : Subject
{
    private readonly string folder = Directory.CreateTempSubdirectory("typedtasks-stores-").FullName;

    private SqliteSubject(TimeProvider time) => Store = new SqliteTaskStore(new() { Path = File, TimeProvider = time });

    public override string Name => "SQLite";

    public override ITaskStore Store { get; }

    /// <summary>Where the store keeps its rows.</summary>
    public string File => Path.Combine(folder, "store.db");

    public static async Task<SqliteSubject> OpenAsync(TimeProvider time)
    {
        var subject = new SqliteSubject(time);
        await subject.Store.OpenAsync(CancellationToken.None);
        return subject;
    }

    public override async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
