using TypedTasks.Postgres.Connections;

namespace TypedTasks.Postgres.Batches;

/// <summary>Rows of one kind, as a transaction sees them.</summary>
internal interface IKnown
{
    /// <summary>Whether what is to be read depends on changes that are not written yet.</summary>
    bool NeedsFlush { get; }

    /// <summary>Reads what was asked and is not known.</summary>
    void Load(RoundTrip trip);

    /// <summary>Everything that was changed has been written.</summary>
    void Flushed();

    /// <summary>Many rows have become others: they are read anew when somebody asks, after what was changed has been written.</summary>
    void Forget();

    /// <summary>Reads all that is known once more.</summary>
    void ReadAgain();

    /// <summary>Forgets everything: another transaction begins.</summary>
    void Clear();
}
