namespace TypedTasks.Testing;

/// <summary>What can go wrong between a worker and its store.</summary>
public enum StoreFault
{
    /// <summary>The transaction fails and nothing is recorded.</summary>
    FailsBeforeCommit = 0,

    /// <summary>The transaction commits, and the answer gets lost: it fails all the same.</summary>
    FailsAfterCommit = 1,
}
