namespace TypedTasks.Sqlite;

/// <summary>What a commit survives.</summary>
public enum SqliteSynchronous
{
    /// <summary>The process being killed. A power failure may take back the last commits, never corrupt the file.</summary>
    Normal = 0,

    /// <summary>A power failure too; each transaction waits for the disk.</summary>
    Full = 1,
}
