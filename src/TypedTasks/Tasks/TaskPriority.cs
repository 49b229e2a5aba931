namespace TypedTasks;

/// <summary>Which steps of a queue go first.</summary>
public enum TaskPriority
{
    /// <summary>Starts when nothing of normal or high priority waits.</summary>
    Low = -1,

    /// <summary>What a step has that is told nothing.</summary>
    Normal,

    /// <summary>Starts before everything of normal or low priority that waits in the same queue.</summary>
    High,
}
