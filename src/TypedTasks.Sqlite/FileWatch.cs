using Microsoft.Data.Sqlite;
using SQLitePCL;
using TypedTasks.Sqlite.Database;

namespace TypedTasks.Sqlite;

/// <summary>
/// Notices that the file was deleted or replaced. SQLite goes on with the file that it has open, which nobody else sees any more: what is written there is gone with the
/// process. From then on every call fails, until the file is back.
/// </summary>
internal sealed class FileWatch(StoreOpener opener, SqliteStoreOptions options, string identity)
{
    // A clock of its own: files are deleted in real time, whatever clock the tasks run on.
    private static readonly TimeProvider Time = TimeProvider.System;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private long lookedAt = Time.GetTimestamp();
    private volatile string? problem;

    /// <summary>Looks, once a second at most.</summary>
    /// <exception cref="StoreException">The file is another one, or none.</exception>
    public void Check()
    {
        var last = Volatile.Read(ref lookedAt);
        var now = Time.GetTimestamp();
        if (Time.GetElapsedTime(last, now) >= Interval && Interlocked.CompareExchange(ref lookedAt, now, last) == last)
            problem = Look();
        if (problem is { } text)
            throw new StoreException(text);
    }

    private string? Look()
    {
        try
        {
            using var database = opener.Connect();
            return database.ReadText("SELECT id FROM identity") == identity ? null : Text("replaced");
        }
        catch (SqliteException e) when (e.SqliteErrorCode is raw.SQLITE_CANTOPEN && !File.Exists(options.Path))
        {
            return Text("deleted");
        }
        catch (SqliteException e) when (e.SqliteErrorCode is raw.SQLITE_ERROR or raw.SQLITE_NOTADB)
        {
            return Text("replaced");
        }
        catch (SqliteException)
        {
            // It cannot be told now: whatever is wrong, the call itself meets it.
            return problem;
        }
    }

    private string Text(string what) =>
        $"The file of the store, '{options.Path}', was {what} while this process has it open. Nobody else sees what this process would write, so it writes nothing more: "
        + "put the file back, or restart the process to begin with the file that is there.";
}
