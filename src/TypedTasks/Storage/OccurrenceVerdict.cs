namespace TypedTasks.Storage;

/// <summary>What was decided about an occurrence.</summary>
public enum OccurrenceVerdict
{
    /// <summary>Nothing: the schedule is another by now, paused, or its definition is not in force. Read it again.</summary>
    Stale,

    /// <summary>Its flow was accepted.</summary>
    Started,

    /// <summary>Its flow was there already.</summary>
    Existed,

    /// <summary>It does not run, because an earlier one runs.</summary>
    Skipped,

    /// <summary>It waits until the earlier ones have ended.</summary>
    Waits,

    /// <summary>It does not run, because nobody was there when it was due.</summary>
    Missed,

    /// <summary>Nothing yet: it is too early, or an earlier one runs that may end before it is due.</summary>
    TooEarly,

    /// <summary>Nothing yet: those that run are to be cancelled first.</summary>
    MustCancel,
}
