namespace TypedTasks.Contracts;

/// <summary>Where a join stands.</summary>
public enum JoinState
{
    /// <summary>Members are missing.</summary>
    Open = 0,

    /// <summary>Every member has succeeded.</summary>
    Completed = 1,

    /// <summary>A member has failed.</summary>
    Failed = 2,
}
