namespace TypedTasks.Storage;

/// <summary>Where an occurrence comes from.</summary>
public enum OccurrenceSource
{
    /// <summary>It is the next one after the last that was decided.</summary>
    Next,

    /// <summary>It is the first of those that wait.</summary>
    Waiting,

    /// <summary>Somebody wants it now.</summary>
    Manual,
}
