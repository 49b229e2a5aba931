namespace TypedTasks.Sqlite;

/// <summary>Where and how the SQLite store keeps its data.</summary>
public sealed record SqliteStoreOptions
{
    /// <summary>The file, made when it is missing, together with its folder. It must lie on a disk of this machine, not on a network share.</summary>
    public required string Path { get; init; }

    /// <summary>What a commit survives; the process being killed by default.</summary>
    public SqliteSynchronous Synchronous { get; init; } = SqliteSynchronous.Normal;

    /// <summary>
    /// Whether processes of the version before may go on to use a file that one of them has made; true by default. What this version does for the safety of flows and they do not
    /// (docs/upgrading.md) begins with the first process that says false, and then they no longer open the file: say it once all of them are gone. New files begin so.
    /// </summary>
    public bool AllowsPreviousVersion { get; init; } = true;

    /// <summary>The clock that decides in the store: deadlines, leases, limits and retention go by it. The system's by default; processes that share the file must agree.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>How long to wait for another process that writes. 30 seconds by default, zero or more.</summary>
    public TimeSpan BusyTimeout { get; init; } = TimeSpan.FromSeconds(30);
}
