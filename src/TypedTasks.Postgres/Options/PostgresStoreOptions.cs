namespace TypedTasks.Postgres;

/// <summary>How the PostgreSQL store keeps its data. Where is said by the connection string, or by the data source.</summary>
public sealed record PostgresStoreOptions
{
    /// <summary>
    /// The schema of the tables, <c>typedtasks</c> by default: 1 to 63 lower-case letters, digits and underscores, the first no digit, and not beginning with <c>pg_</c>. Several applications share a database with a schema each.
    /// </summary>
    public string Schema { get; init; } = "typedtasks";

    /// <summary>
    /// Whether the store makes its tables when it is opened, and adds to them what a newer version needs; true by default. Where the role of the application may not do so, say false
    /// and run <c>typedtasks store migrate</c> with a role that may.
    /// </summary>
    public bool Migrates { get; init; } = true;

    /// <summary>
    /// How many connections the process keeps, 2 to 64; 5 by default: two write (each flow belongs to one of them, so that calls about it share transactions), one reads by key, one
    /// answers questions about many flows, and one looks for cancellations, so that this look never waits behind other reads. With fewer, these come together; with more, writers and readers
    /// by key are added in turn. One more is open while a row that is to be written is locked by another process.
    /// </summary>
    public int Connections { get; init; } = 5;

    /// <summary>How long a transaction waits for a row that another one has locked; 100 ms to 1 hour, 5 seconds by default.</summary>
    public TimeSpan LockTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long the server may take over one statement; 1 second to 1 hour, 30 seconds by default.</summary>
    public TimeSpan StatementTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The clock that decides: that of the server, unless a test has its own.</summary>
    internal TimeProvider? TimeProvider { get; init; }
}
