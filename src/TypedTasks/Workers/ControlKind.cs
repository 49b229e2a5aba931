namespace TypedTasks;

/// <summary>What a control is about.</summary>
public enum ControlKind
{
    /// <summary>Whether a queue is taken from.</summary>
    Pause = 0,

    /// <summary>How many steps of a queue a worker runs at once.</summary>
    Slots = 1,

    /// <summary>Whether a worker takes anything.</summary>
    Drain = 2,

    /// <summary>How often a task may start, and how many runs of it may be under way.</summary>
    Limits = 3,
}
