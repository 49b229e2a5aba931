namespace TypedTasks.Storage;

/// <summary>Where a wait of a flow stands.</summary>
public enum AwaitedState
{
    /// <summary>The flow will wait, or waits anew after a retry: an event is kept for it.</summary>
    Expected = 0,

    /// <summary>The event came before its wait, and is kept.</summary>
    Early = 1,

    /// <summary>The flow waits.</summary>
    Open = 2,

    /// <summary>The event has decided it.</summary>
    Raised = 3,

    /// <summary>The time-out has decided it.</summary>
    TimedOut = 4,
}
