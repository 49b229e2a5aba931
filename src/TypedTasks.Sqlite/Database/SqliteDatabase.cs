using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace TypedTasks.Sqlite.Database;

/// <summary>An open connection.</summary>
internal sealed class SqliteDatabase : IDisposable
{
    private readonly SqliteConnection connection;
    private readonly List<Statement> statements = [];
    private readonly int patience;

    public SqliteDatabase(SqliteStoreOptions options)
    {
        connection = new(new SqliteConnectionStringBuilder
        {
            DataSource = options.Path,
            Mode = SqliteOpenMode.ReadWrite,
            Pooling = false,
        }.ToString());
        try
        {
            connection.Open();
            patience = (int)Math.Min(options.BusyTimeout.TotalMilliseconds, int.MaxValue);
            Check(raw.sqlite3_busy_timeout(Handle, patience));
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public sqlite3 Handle => connection.Handle!;

    public long LastInsertId => raw.sqlite3_last_insert_rowid(Handle);

    public Statement Prepare(string sql)
    {
        var statement = new Statement(this, sql);
        statements.Add(statement);
        return statement;
    }

    public void Execute(string sql) => Check(raw.sqlite3_exec(Handle, sql));

    public long ReadLong(string sql)
    {
        using var statement = new Statement(this, sql);
        using var rows = statement.Query();
        return rows.Next() ? rows.Long(0) : 0;
    }

    public string ReadText(string sql)
    {
        using var statement = new Statement(this, sql);
        using var rows = statement.Query();
        return rows.Next() ? rows.Text(0) : "";
    }

    /// <summary>Reads a large value without a copy of it in SQLite's own memory.</summary>
    public byte[] ReadBlob(string table, string column, long row, int length)
    {
        var value = GC.AllocateUninitializedArray<byte>(length);
        Check(raw.sqlite3_blob_open(Handle, "main", table, column, row, 0, out var blob));
        using (blob)
            Check(raw.sqlite3_blob_read(blob, value, 0));
        return value;
    }

    /// <summary>Overwrites a large value, which has its length already, without a copy of it in SQLite's own memory.</summary>
    public void WriteBlob(string table, string column, long row, ReadOnlySpan<byte> value)
    {
        Check(raw.sqlite3_blob_open(Handle, "main", table, column, row, 1, out var blob));
        using (blob)
            Check(raw.sqlite3_blob_write(blob, value, 0));
    }

    /// <summary>Until it is disposed, a lock that somebody else holds is an error at once.</summary>
    public Impatience WithoutWaiting() => new(this);

    public void Begin() => Execute("BEGIN");

    public void BeginWrite() => Execute("BEGIN IMMEDIATE");

    public void Commit() => Execute("COMMIT");

    /// <summary>Takes the transaction back, if SQLite has not done so itself.</summary>
    public void Rollback()
    {
        if (raw.sqlite3_get_autocommit(Handle) == 0)
            Execute("ROLLBACK");
    }

    public void Check(int code)
    {
        if (code != raw.SQLITE_OK)
            SqliteException.ThrowExceptionForRC(code, connection.Handle);
    }

    public void Dispose()
    {
        foreach (var statement in statements)
            statement.Dispose();
        connection.Dispose();
    }

    internal readonly ref struct Impatience
    {
        private readonly SqliteDatabase database;

        public Impatience(SqliteDatabase database)
        {
            this.database = database;
            database.Check(raw.sqlite3_busy_timeout(database.Handle, 0));
        }

        public void Dispose() => database.Check(raw.sqlite3_busy_timeout(database.Handle, database.patience));
    }
}
