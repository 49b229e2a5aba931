using System.Globalization;
using System.Runtime.Versioning;

namespace TypedTasks.Sqlite.Database;

/// <summary>Makes the file, if need be, and brings its schema up to date.</summary>
internal sealed class StoreOpener(SqliteStoreOptions options)
{
    private const UnixFileMode OwnerOnlyFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnerOnlyFolder = OwnerOnlyFile | UnixFileMode.UserExecute;

    /// <summary>Opens the file, and reads what tells it from others.</summary>
    public (SqliteDatabase Database, string Identity) Open()
    {
        CreateFile();
        var database = Connect();
        try
        {
            CheckVersion(database);
            GiveSpaceBack(database);
            UseWriteAheadLog(database);
            Upgrade(database);

            // Only who writes keeps pages from one transaction to the next: what readers hold is void after the next commit.
            database.Execute("PRAGMA cache_size = -16000");
            return (database, database.ReadText("SELECT id FROM identity"));
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    public SqliteDatabase Connect()
    {
        var database = new SqliteDatabase(options);
        try
        {
            database.Execute(options.Synchronous == SqliteSynchronous.Full ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL");
            database.Execute("PRAGMA journal_size_limit = 67108864; PRAGMA wal_autocheckpoint = 4000; PRAGMA temp_store = MEMORY");
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    private void CreateFile()
    {
        var path = Path.GetFullPath(options.Path);
        // An existing file is not opened here: closing it again would drop the locks that SQLite holds in this process.
        if (File.Exists(path))
            return;
        var folder = Path.GetDirectoryName(path)!;
        var create = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.ReadWrite };
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            CreateFolder(folder);
            create.UnixCreateMode = OwnerOnlyFile;
        }

        // SQLite gives its -wal and -shm files the mode of this one.
        using (new FileStream(path, create))
        {
        }
    }

    [UnsupportedOSPlatform("windows")]
    private static void CreateFolder(string folder)
    {
        if (Directory.Exists(folder))
            return;
        // One by one: the mode applies to the last folder of a path only.
        if (Path.GetDirectoryName(folder) is { } parent)
            CreateFolder(parent);
        Directory.CreateDirectory(folder, OwnerOnlyFolder);
    }

    // Decided by the first page of a file. One that was made without it would have to be rewritten as a whole, which is for its owner to do.
    private static void GiveSpaceBack(SqliteDatabase database)
    {
        if (database.ReadLong("PRAGMA page_count") == 0)
            database.Execute("PRAGMA auto_vacuum = INCREMENTAL");
    }

    private void UseWriteAheadLog(SqliteDatabase database)
    {
        var mode = database.ReadText("PRAGMA journal_mode = WAL");
        if (mode != "wal")
        {
            throw new StoreException(
                $"The store '{options.Path}' cannot be shared between processes there (journal mode '{mode}' instead of 'wal'). Choose a file on a disk of this machine.")
            {
                IsTransient = false,
            };
        }
    }

    private void CheckVersion(SqliteDatabase database)
    {
        var version = database.ReadLong("PRAGMA user_version");
        if (version > Schema.Version)
        {
            throw new StoreException(string.Create(
                CultureInfo.InvariantCulture,
                $"The store '{options.Path}' was written by a newer version of TypedTasks.Sqlite (schema {version}; this one knows {Schema.Version}). Update the package, or choose another file."))
            {
                IsTransient = false,
            };
        }

        if (version is > 0 and < Schema.Oldest)
        {
            throw new StoreException(string.Create(
                CultureInfo.InvariantCulture,
                $"The store '{options.Path}' was written by a preview of TypedTasks.Sqlite (schema {version}; this one knows {Schema.Version}). Let that version finish its flows, and choose another file."))
            {
                IsTransient = false,
            };
        }

        // In this order: another process may be making the tables, and their id comes with them.
        var tables = database.ReadLong("SELECT count(*) FROM sqlite_schema");
        var application = database.ReadLong("PRAGMA application_id");
        if (application != Schema.ApplicationId && (application != 0 || tables > 0))
        {
            throw new StoreException(
                $"The file '{options.Path}' is a SQLite database of another application. Choose another file for the store.")
            {
                IsTransient = false,
            };
        }
    }

    private void Upgrade(SqliteDatabase database)
    {
        if (IsCurrent(database))
            return;
        database.BeginWrite();
        try
        {
            // Another process may have been faster.
            if (database.ReadLong("PRAGMA user_version") == 0)
            {
                database.Execute(Schema.Create);
                database.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA application_id = {Schema.ApplicationId}"));
                SetVersion(database);
            }
            else if (!HasIdentity(database))
            {
                database.Execute(Schema.Add);
            }

            foreach (var (table, create) in Schema.Later)
            {
                if (!Has(database, table))
                    database.Execute(create);
            }

            if (!options.AllowsPreviousVersion)
                SetVersion(database);
            database.Commit();
        }
        catch
        {
            database.Rollback();
            throw;
        }
    }

    private bool IsCurrent(SqliteDatabase database) => Schema.Later.All(t => Has(database, t.Key)) && database.ReadLong("PRAGMA user_version") switch
    {
        Schema.Version => true,
        Schema.Oldest => options.AllowsPreviousVersion && HasIdentity(database),
        _ => false,
    };

    private static bool HasIdentity(SqliteDatabase database) => Has(database, "identity");

    // The names are ours.
    private static bool Has(SqliteDatabase database, string table) => database.ReadLong($"SELECT count(*) FROM sqlite_schema WHERE name = '{table}'") > 0;

    private static void SetVersion(SqliteDatabase database) =>
        database.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {Schema.Version}"));
}
