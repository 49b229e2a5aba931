using System.Net.Sockets;
using Npgsql;

namespace TypedTasks.Postgres.Connections;

/// <summary>Says in words what the server answers in codes. The codes are PostgreSQL's, appendix A of its manual.</summary>
internal static class ServerErrors
{
    private const string IdleInTransaction = "25P03";

    public static bool IsKnown(Exception error) => error is NpgsqlException or SocketException or IOException or TimeoutException;

    /// <summary>The transaction stood in the way of another one; it was taken back, and may be tried again.</summary>
    public static bool IsContention(Exception error) => error is PostgresException
    {
        SqlState: PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.QueryCanceled,
    };

    /// <summary>Another transaction has inserted a row that this one has decided without.</summary>
    public static bool IsConflict(Exception error) => error is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation };

    /// <summary>The connection is of no use any more: whether the transaction has committed is not known.</summary>
    public static bool IsLost(Exception error) => error is PostgresException e
        ? e.SqlState.StartsWith("08", StringComparison.Ordinal) || e.SqlState.StartsWith("57P", StringComparison.Ordinal) || e.SqlState == IdleInTransaction
        : IsKnown(error);

    public static Exception Describe(Exception error, string place) => error switch
    {
        PostgresException e => new StoreException(Describe(e, place), e) { IsTransient = IsPassing(e) },
        _ when IsKnown(error) => new StoreException($"The store in {place} cannot be reached: {Innermost(error).TrimEnd('.')}. Check that the server runs, and that the connection string names it.", error),
        _ => error,
    };

    private static string Innermost(Exception error) => error.InnerException is { } inner ? Innermost(inner) : error.Message;

    // All else is a matter of rights, of the tables, or of what was to be written.
    private static bool IsPassing(PostgresException e) => e.IsTransient || IsContention(e) || IsConflict(e) || IsLost(e) || e.SqlState[..2] is "53" or "58"
        || e.SqlState is PostgresErrorCodes.ReadOnlySqlTransaction;

    private static string Describe(PostgresException e, string place) => e.SqlState switch
    {
        PostgresErrorCodes.LockNotAvailable =>
            $"A row of the store in {place} was locked by another transaction for longer than {nameof(PostgresStoreOptions.LockTimeout)}. Find who holds it (pg_stat_activity shows transactions that are open and idle).",
        PostgresErrorCodes.QueryCanceled => $"A statement of the store in {place} took longer than {nameof(PostgresStoreOptions.StatementTimeout)}, or was cancelled by an administrator.",
        PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification =>
            $"The store in {place} refuses the user of the connection string: {e.MessageText}. Check name and password.",
        PostgresErrorCodes.InvalidCatalogName => $"The database of the store does not exist ({place}). Create it, or correct the connection string.",
        PostgresErrorCodes.InsufficientPrivilege =>
            $"The user of the store in {place} may not do that: {e.MessageText}. Grant the rights that docs/postgres.md lists, or run `typedtasks store migrate` with a role that may make tables.",
        PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidSchemaName or PostgresErrorCodes.UndefinedColumn =>
            $"The tables of the store in {place} are not there ({e.MessageText}). Let the store make them ({nameof(PostgresStoreOptions.Migrates)}), or run `typedtasks store migrate`.",
        PostgresErrorCodes.DiskFull => $"The disk of the server of the store in {place} is full. Make room; nothing that was recorded is lost.",
        PostgresErrorCodes.TooManyConnections =>
            $"The server of the store in {place} takes no more connections. Each process keeps {nameof(PostgresStoreOptions.Connections)} of them: lower that, raise max_connections, or put PgBouncer between.",
        PostgresErrorCodes.ReadOnlySqlTransaction => $"The server of the store in {place} takes no writes: it is a standby, or was made one.",
        _ => $"The store in {place} failed: {e.MessageText} ({e.SqlState})",
    };
}
