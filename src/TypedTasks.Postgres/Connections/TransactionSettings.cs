using System.Globalization;

namespace TypedTasks.Postgres.Connections;

/// <summary>
/// What a transaction says first, for itself alone: another one on the same connection may be anybody's, where a pooler stands between. Everything here is read and written by key, so the plan is always the same
/// one, an index and a loop, however large the tables were when it was made; to think about it anew costs more than to run it.
/// </summary>
internal static class TransactionSettings
{
    private static readonly (string Name, string Value)[] Plans =
    [
        ("plan_cache_mode", "force_generic_plan"), ("enable_seqscan", "off"), ("enable_bitmapscan", "off"), ("enable_hashjoin", "off"), ("enable_mergejoin", "off"), ("jit", "off"),
    ];

    public static string ForWrites(PostgresStoreOptions options) => Say(
    [
        ("lock_timeout", Milliseconds(options.LockTimeout)),
        ("statement_timeout", Milliseconds(options.StatementTimeout)),
        ("idle_in_transaction_session_timeout", Milliseconds(options.StatementTimeout)),
        .. Plans,
    ]);

    /// <summary>For questions about many flows: they are planned by what the tables hold, for one process, since to start more takes longer than an index does.</summary>
    public static string ForQuestions(PostgresStoreOptions options) => Say(
    [
        ("statement_timeout", Milliseconds(options.StatementTimeout)), ("max_parallel_workers_per_gather", "0"), ("jit", "off"),
    ]);

    /// <summary>For what is read by key.</summary>
    public static string ForReads(PostgresStoreOptions options) => Say([("statement_timeout", Milliseconds(options.StatementTimeout)), .. Plans]);

    private static string Milliseconds(TimeSpan time) => time.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture);

    private static string Say((string Name, string Value)[] settings) =>
        $"SELECT {string.Join(", ", settings.Select(static s => $"set_config('{s.Name}', '{s.Value}', true)"))}";
}
