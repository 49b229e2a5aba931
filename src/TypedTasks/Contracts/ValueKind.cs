namespace TypedTasks.Contracts;

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
}
