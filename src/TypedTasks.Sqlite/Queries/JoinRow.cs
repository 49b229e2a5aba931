using TypedTasks.Storage;

namespace TypedTasks.Sqlite.Queries;

/// <summary>Where a join stands, as the transaction sees it; written back once per transaction.</summary>
internal sealed class JoinRow
{
    public required long Id { get; init; }

    public required int Count { get; init; }

    public int Succeeded { get; set; }

    public int Ended { get; set; }

    public bool IsCompensable { get; init; }

    public JoinState State { get; set; }

    public int DecidedBy { get; set; } = -1;

    /// <summary>The ids of what the decision made due, one per line.</summary>
    public string? OwedIds { get; set; }

    public bool IsChanged { get; set; }

    /// <summary>The outcome of the member that decided it, once somebody asked.</summary>
    public RecordedOutcome? Deciding { get; set; }
}
