using TypedTasks.Sqlite.Database;

namespace TypedTasks.Sqlite;

/// <summary>Gives the space of deleted flows back to the disk: in small steps, between which others get the lock.</summary>
/// <remarks>Only files that were made with <c>auto_vacuum = INCREMENTAL</c> can do that. Crash window: what is left is given back after the next deletion.</remarks>
internal sealed class FileShrinking(SqliteDatabase database)
{
    // Half a megabyte: a few milliseconds under the lock.
    private const int PagesPerStep = 128;

    // What is left for the flows to come: a megabyte, or an eighth of the file.
    private const int LeastFree = 256;
    private const int FreeShare = 8;

    // A reader that holds the log for longer keeps it as it is; the next deletion tries again.
    private const int MostTries = 50;

    private readonly bool isPossible = database.ReadLong("PRAGMA auto_vacuum") == 2;
    private int triesLeft;
    private bool hasShrunk;

    /// <summary>Whether there is something to do.</summary>
    public bool IsDue => triesLeft > 0;

    /// <summary>Flows were deleted. Cannot fail: the transaction that did it is over.</summary>
    public void Begin() => triesLeft = isPossible ? MostTries : 0;

    /// <summary>One step: a few pages, or, once few are free, the log. Whoever else writes at the moment goes first.</summary>
    public void Step()
    {
        try
        {
            using var impatient = database.WithoutWaiting();
            if (HasMany)
            {
                database.Execute($"PRAGMA incremental_vacuum({PagesPerStep})");
                (triesLeft, hasShrunk) = (MostTries, true);
            }
            else if (!hasShrunk || IsLogEmptied())
            {
                (triesLeft, hasShrunk) = (0, false);
            }
            else
            {
                triesLeft--;
            }
        }
        catch (Exception e) when (StoreErrors.IsKnown(e))
        {
            triesLeft--;
        }
    }

    private bool HasMany => database.ReadLong("PRAGMA freelist_count") > Math.Max(LeastFree, database.ReadLong("PRAGMA page_count") / FreeShare);

    // The file gets shorter with the checkpoint. The first one copies nearly everything, and does not need the lock for that.
    private bool IsLogEmptied()
    {
        database.Execute("PRAGMA wal_checkpoint(PASSIVE)");
        return database.ReadLong("PRAGMA wal_checkpoint(TRUNCATE)") == 0;
    }
}
