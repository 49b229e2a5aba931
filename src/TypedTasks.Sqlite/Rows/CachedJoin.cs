using TypedTasks.Storage;

namespace TypedTasks.Sqlite.Rows;

/// <summary>A join as the transaction sees it; written back once per transaction, however many members it records.</summary>
internal sealed class CachedJoin(long id, JoinHeader header)
{
    public long Id => id;

    public JoinHeader Header { get; set; } = header;

    public bool IsChanged { get; set; }

    /// <summary>The outcome of the member that decided it, once somebody asked.</summary>
    public RecordedOutcome? Deciding { get; set; }
}
