using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace TypedTasks.Sqlite.Database;

/// <summary>Says in words what SQLite and the file system answer in codes.</summary>
internal static class StoreErrors
{
    public static bool IsKnown(Exception error) => error is SqliteException or IOException or UnauthorizedAccessException;

    public static StoreException Describe(Exception error, SqliteStoreOptions options) => error switch
    {
        SqliteException e => new(Describe(e, options), e) { IsTransient = IsPassing(e) },
        UnauthorizedAccessException when Directory.Exists(options.Path) => new(
            $"The store '{options.Path}' is a folder. Name a file in it.", error)
        {
            IsTransient = false,
        },
        UnauthorizedAccessException => new(
            $"The store '{options.Path}' cannot be created: this user may not write there. Give the user write access to the folder, or choose another one.", error)
        {
            IsTransient = false,
        },
        _ => new($"The store '{options.Path}' cannot be opened: {error.Message.TrimEnd('.')}. Check the path, or choose another one.", error),
    };

    // Others hold it, or the disk is full or fails for now; all else is a matter of the path, the rights or the file.
    private static bool IsPassing(SqliteException error) =>
        error.SqliteErrorCode is raw.SQLITE_BUSY or raw.SQLITE_LOCKED or raw.SQLITE_FULL or raw.SQLITE_IOERR;

    private static string Describe(SqliteException error, SqliteStoreOptions options) => error.SqliteErrorCode switch
    {
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED =>
            $"The store '{options.Path}' was locked by another process for longer than {options.BusyTimeout.TotalSeconds:0.###} s. Find who holds it open for writing (a tool with an open transaction?), or raise {nameof(SqliteStoreOptions.BusyTimeout)}.",
        raw.SQLITE_NOTADB =>
            $"The file '{options.Path}' is not a SQLite database. Choose another file for the store, or move this one away.",
        raw.SQLITE_CORRUPT =>
            $"The store '{options.Path}' is damaged ({error.Message.TrimEnd('.')}). Restore it from a backup, or move it away to start with an empty one.",
        raw.SQLITE_CANTOPEN or raw.SQLITE_PERM or raw.SQLITE_AUTH =>
            $"The store '{options.Path}' cannot be opened. Check that the folder exists and that this user may read and write the file and its folder.",
        raw.SQLITE_READONLY =>
            $"The store '{options.Path}' is read-only. Give this user write access to the file and its folder.",
        raw.SQLITE_FULL =>
            $"The disk of the store '{options.Path}' is full. Make room; nothing that was recorded is lost.",
        raw.SQLITE_IOERR =>
            $"The disk of the store '{options.Path}' failed ({error.Message.TrimEnd('.')}). Check the disk; the store must not lie on a network share.",
        _ => $"The store '{options.Path}' failed: {error.Message}",
    };
}
