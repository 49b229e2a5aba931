namespace TypedTasks.Storage;

/// <summary>Where a join stands.</summary>
public enum JoinState
{
    /// <summary>It is not decided.</summary>
    Open = 0,

    /// <summary>It has a result.</summary>
    Completed = 1,

    /// <summary>It has failed.</summary>
    Failed = 2,
}
