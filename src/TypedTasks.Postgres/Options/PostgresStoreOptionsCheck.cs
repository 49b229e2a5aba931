namespace TypedTasks.Postgres;

/// <summary>What is wrong with options, in words.</summary>
internal static class PostgresStoreOptionsCheck
{
    // PostgreSQL cuts longer ones off.
    private const int LongestName = 63;
    private const int FewestConnections = 2;
    private const int MostConnections = 64;
    private static readonly TimeSpan ShortestLock = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan ShortestStatement = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    public static string? Find(PostgresStoreOptions options)
    {
        if (!IsName(options.Schema))
            return $"{nameof(options.Schema)} is '{options.Schema}'. It takes 1 to 63 lower-case letters, digits and underscores, does not begin with a digit, and not with 'pg_'.";
        if (options.Connections is < FewestConnections or > MostConnections)
            return $"{nameof(options.Connections)} is {options.Connections}; it takes {FewestConnections} to {MostConnections}.";
        if (options.LockTimeout < ShortestLock || options.LockTimeout > Longest)
            return $"{nameof(options.LockTimeout)} is {options.LockTimeout}; it takes {ShortestLock} to {Longest}.";
        if (options.StatementTimeout < ShortestStatement || options.StatementTimeout > Longest)
            return $"{nameof(options.StatementTimeout)} is {options.StatementTimeout}; it takes {ShortestStatement} to {Longest}.";
        return null;
    }

    private static bool IsName(string schema) =>
        schema.Length is > 0 and <= LongestName && !char.IsAsciiDigit(schema[0]) && schema.All(static c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_')
        && !schema.StartsWith("pg_", StringComparison.Ordinal);
}
