namespace TypedTasks.Transport;

/// <summary>Whether an open queue receives.</summary>
public enum ReceiverState
{
    /// <summary>It receives.</summary>
    Open = 0,

    /// <summary>Its link is open, but nothing arrives although messages wait.</summary>
    Silent = 1,

    /// <summary>Its connection is lost and is being opened again.</summary>
    Reconnecting = 2,

    /// <summary>What receives does not come back: only another process receives.</summary>
    Stuck = 3,
}
