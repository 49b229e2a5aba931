using Npgsql;
using NpgsqlTypes;

namespace TypedTasks.Postgres.Connections;

/// <summary>Binds values by position. What is about many rows is bound as one array a column, so that the text of a statement is always the same.</summary>
internal static class Parameters
{
    public static NpgsqlBatchCommand Text(this NpgsqlBatchCommand command, string? value) =>
        command.Add<object>(StoredText.Write(value) ?? (object)DBNull.Value, NpgsqlDbType.Text);

    public static NpgsqlBatchCommand Int(this NpgsqlBatchCommand command, int value) => command.Add(value, NpgsqlDbType.Integer);

    public static NpgsqlBatchCommand Long(this NpgsqlBatchCommand command, long value) => command.Add(value, NpgsqlDbType.Bigint);

    public static NpgsqlBatchCommand Time(this NpgsqlBatchCommand command, DateTimeOffset value) => command.Long(value.UtcTicks);

    public static NpgsqlBatchCommand Ints(this NpgsqlBatchCommand command, int[] values) => command.Add(values, NpgsqlDbType.Array | NpgsqlDbType.Integer);

    public static NpgsqlBatchCommand Texts(this NpgsqlBatchCommand command, string?[] values)
    {
        // The values are the caller's: what is written otherwise is written to a copy.
        var written = values;
        for (var i = 0; i < values.Length; i++)
        {
            var text = StoredText.Write(values[i]);
            if (ReferenceEquals(text, values[i]))
                continue;
            if (written == values)
                written = [.. values];
            written[i] = text;
        }

        return command.Add(written, NpgsqlDbType.Array | NpgsqlDbType.Text);
    }

    public static NpgsqlBatchCommand Texts<T>(this NpgsqlBatchCommand command, IReadOnlyList<T> rows, Func<T, string?> column) => command.Texts(Column(rows, column));

    public static NpgsqlBatchCommand Ints<T>(this NpgsqlBatchCommand command, IReadOnlyList<T> rows, Func<T, int> column) => command.Ints(Column(rows, column));

    public static NpgsqlBatchCommand Longs<T>(this NpgsqlBatchCommand command, IReadOnlyList<T> rows, Func<T, long> column) =>
        command.Add(Column(rows, column), NpgsqlDbType.Array | NpgsqlDbType.Bigint);

    public static NpgsqlBatchCommand Flags<T>(this NpgsqlBatchCommand command, IReadOnlyList<T> rows, Func<T, bool> column) =>
        command.Add(Column(rows, column), NpgsqlDbType.Array | NpgsqlDbType.Boolean);

    public static NpgsqlBatchCommand Reals<T>(this NpgsqlBatchCommand command, IReadOnlyList<T> rows, Func<T, double?> column) =>
        command.Add(Column(rows, column), NpgsqlDbType.Array | NpgsqlDbType.Double);

    public static NpgsqlBatchCommand Times<T>(this NpgsqlBatchCommand command, IReadOnlyList<T> rows, Func<T, DateTimeOffset?> column) =>
        command.Add(Column(rows, r => column(r)?.UtcTicks), NpgsqlDbType.Array | NpgsqlDbType.Bigint);

    public static NpgsqlBatchCommand Spans<T>(this NpgsqlBatchCommand command, IReadOnlyList<T> rows, Func<T, TimeSpan?> column) =>
        command.Add(Column(rows, r => column(r)?.Ticks), NpgsqlDbType.Array | NpgsqlDbType.Bigint);

    public static NpgsqlBatchCommand Blobs<T>(this NpgsqlBatchCommand command, IReadOnlyList<T> rows, Func<T, ReadOnlyMemory<byte>?> column) =>
        command.Add(Column(rows, r => column(r) is { } bytes ? Bytes(bytes) : null), NpgsqlDbType.Array | NpgsqlDbType.Bytea);

    private static byte[] Bytes(ReadOnlyMemory<byte> bytes) =>
        System.Runtime.InteropServices.MemoryMarshal.TryGetArray(bytes, out var segment) && segment.Array is { } array && segment.Offset == 0 && segment.Count == array.Length
            ? array
            : bytes.ToArray();

    private static TColumn[] Column<T, TColumn>(IReadOnlyList<T> rows, Func<T, TColumn> column)
    {
        var values = new TColumn[rows.Count];
        for (var i = 0; i < values.Length; i++)
            values[i] = column(rows[i]);
        return values;
    }

    private static NpgsqlBatchCommand Add<T>(this NpgsqlBatchCommand command, T value, NpgsqlDbType type)
    {
        command.Parameters.Add(new NpgsqlParameter<T> { TypedValue = value, NpgsqlDbType = type });
        return command;
    }
}
