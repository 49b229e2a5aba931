namespace TypedTasks.Storage;

/// <summary>Where a permit stands.</summary>
public enum PermitState
{
    /// <summary>Its holder stands in line for it.</summary>
    Waiting = 0,

    /// <summary>It is held.</summary>
    Held = 1,

    /// <summary>It was given back by a holder that had waited: what its waiting message took the place of may come once more.</summary>
    GivenBack = 2,
}
