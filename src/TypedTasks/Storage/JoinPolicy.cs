namespace TypedTasks.Storage;

/// <summary>What decides a join.</summary>
public enum JoinPolicy
{
    /// <summary>It completes when every member has succeeded, and fails with the first failure.</summary>
    All = 0,

    /// <summary>It completes when every member has ended, however.</summary>
    Settled = 1,

    /// <summary>It completes with the first success, and fails when every member has failed.</summary>
    First = 2,
}
