using Npgsql;

namespace TypedTasks.Postgres.Connections;

/// <summary>The row of a result that is read just now.</summary>
internal readonly struct ResultRow(NpgsqlDataReader reader)
{
    public bool Next() => reader.Read();

    public bool IsNull(int column) => reader.IsDBNull(column);

    public int Int(int column) => reader.GetInt32(column);

    public long Long(int column) => reader.GetInt64(column);

    public bool Flag(int column) => reader.GetBoolean(column);

    public double Real(int column) => reader.GetDouble(column);

    public string Text(int column) => StoredText.Read(reader.GetString(column));

    public string? TextOrNull(int column) => IsNull(column) ? null : Text(column);

    public string[] Texts(int column)
    {
        var texts = reader.GetFieldValue<string[]>(column);
        for (var i = 0; i < texts.Length; i++)
            texts[i] = StoredText.Read(texts[i]);
        return texts;
    }

    public int[] Ints(int column) => reader.GetFieldValue<int[]>(column);

    public byte[] Blob(int column) => reader.GetFieldValue<byte[]>(column);

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
}
