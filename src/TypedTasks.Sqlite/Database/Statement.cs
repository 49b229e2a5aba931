using System.Buffers;
using System.Text;
using SQLitePCL;

namespace TypedTasks.Sqlite.Database;

/// <summary>A prepared statement, used again and again. Values are bound in the order of the parameters.</summary>
/// <remarks>It speaks to SQLite's own interface: a command object per call would cost more than the call.</remarks>
internal sealed class Statement(SqliteDatabase database, string sql) : IDisposable
{
    private const int MaxOnStack = 512;
    private sqlite3_stmt? prepared;
    private int bound;

    private sqlite3_stmt Prepared => prepared ?? Prepare();

    public Statement Text(string? value)
    {
        if (value is null)
            return Null();
        byte[]? rented = null;
        var size = Encoding.UTF8.GetMaxByteCount(value.Length);
        var buffer = size <= MaxOnStack ? stackalloc byte[MaxOnStack] : rented = ArrayPool<byte>.Shared.Rent(size);
        var length = Encoding.UTF8.GetBytes(value, buffer);
        Check(raw.sqlite3_bind_text(Prepared, ++bound, buffer[..length]));
        if (rented is not null)
            ArrayPool<byte>.Shared.Return(rented);
        return this;
    }

    public Statement Int(long value)
    {
        Check(raw.sqlite3_bind_int64(Prepared, ++bound, value));
        return this;
    }

    public Statement Flag(bool value) => Int(value ? 1 : 0);

    public Statement Real(double? value)
    {
        if (value is not { } real)
            return Null();
        Check(raw.sqlite3_bind_double(Prepared, ++bound, real));
        return this;
    }

    public Statement Blob(ReadOnlySpan<byte> value)
    {
        Check(value.IsEmpty
            ? raw.sqlite3_bind_zeroblob(Prepared, ++bound, 0)
            : raw.sqlite3_bind_blob(Prepared, ++bound, value));
        return this;
    }

    public Statement Blob(ReadOnlyMemory<byte>? value) => value is { } bytes ? Blob(bytes.Span) : Null();

    public Statement Null()
    {
        Check(raw.sqlite3_bind_null(Prepared, ++bound));
        return this;
    }

    public Statement Time(DateTimeOffset value) => Int(value.UtcTicks);

    public Statement Span(TimeSpan? value) => value is { } span ? Int(span.Ticks) : Null();

    public Statement Time(DateTimeOffset? value) => value is { } time ? Time(time) : Null();

    /// <summary>Runs to the end; returns how many rows it changed.</summary>
    public int Run()
    {
        using (var rows = Query())
        {
            while (rows.Next())
            {
            }
        }

        return raw.sqlite3_changes(database.Handle);
    }

    public Rows Query()
    {
        bound = 0;
        return new(this);
    }

    public void Dispose() => prepared?.Dispose();

    private sqlite3_stmt Prepare()
    {
        const uint KeptForLong = 1;
        Check(raw.sqlite3_prepare_v3(database.Handle, sql, KeptForLong, out var statement));
        return prepared = statement;
    }

    private void Check(int code)
    {
        if (code == raw.SQLITE_OK)
            return;
        bound = 0;
        database.Check(code);
    }

    /// <summary>The rows of a query; disposing it makes the statement ready for the next.</summary>
    internal readonly ref struct Rows(Statement statement)
    {
        public bool Next()
        {
            var code = raw.sqlite3_step(statement.Prepared);
            if (code == raw.SQLITE_ROW)
                return true;
            if (code != raw.SQLITE_DONE)
                statement.Check(code);
            return false;
        }

        public bool IsNull(int column) => raw.sqlite3_column_type(statement.Prepared, column) == raw.SQLITE_NULL;

        public long Long(int column) => raw.sqlite3_column_int64(statement.Prepared, column);

        public int Int(int column) => raw.sqlite3_column_int(statement.Prepared, column);

        public bool Flag(int column) => Int(column) != 0;

        public double Real(int column) => raw.sqlite3_column_double(statement.Prepared, column);

        public string Text(int column) => raw.sqlite3_column_text(statement.Prepared, column).utf8_to_string();

        public string? TextOrNull(int column) => IsNull(column) ? null : Text(column);

        public byte[] Blob(int column) => raw.sqlite3_column_blob(statement.Prepared, column).ToArray();

        // Written out: a null array would silently become an empty value.
        public ReadOnlyMemory<byte>? BlobOrNull(int column)
        {
            if (IsNull(column))
                return null;
            return Blob(column);
        }

        public DateTimeOffset Time(int column) => new(Long(column), TimeSpan.Zero);

        public DateTimeOffset? TimeOrNull(int column) => IsNull(column) ? null : Time(column);

        public TimeSpan? SpanOrNull(int column) => IsNull(column) ? null : new(Long(column));

        // The code of a failed step comes again here, and was thrown already.
        public void Dispose() => _ = raw.sqlite3_reset(statement.Prepared);
    }
}
