namespace TypedTasks.Storage;

/// <summary>How a value is held.</summary>
public enum ValueKind
{
    /// <summary>There is none.</summary>
    None = 0,

    /// <summary>As JSON, here.</summary>
    Inline = 1,

    /// <summary>In the store, under the path of the step that yielded it (claim check).</summary>
    Stored = 2,

    /// <summary>As the members of a join, in the store.</summary>
    Joined = 3,

    /// <summary>As the outcomes of a settled join's members, in the store.</summary>
    JoinedOutcomes = 4,

    /// <summary>As the outcome of one member of a join, in the store.</summary>
    JoinedOutcome = 5,

    /// <summary>As the value of one member of a join, in the store.</summary>
    JoinedValue = 6,

    /// <summary>As the members of a join that are lists, one after another, in the store.</summary>
    JoinedChunks = 7,

    /// <summary>Nowhere any more: the flow has succeeded and nothing needs the value.</summary>
    Freed = 8,
}
