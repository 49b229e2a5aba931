namespace TypedTasks.Plans;

/// <summary>What a completed join yields.</summary>
internal enum JoinYield
{
    /// <summary>The values of its members, in order.</summary>
    Members,

    /// <summary>The elements of its members, which are lists, one after another.</summary>
    Chunks,

    /// <summary>How its members ended, in order.</summary>
    Outcomes,

    /// <summary>How its one member ended.</summary>
    Outcome,

    /// <summary>The value of the member that decided it.</summary>
    Deciding,
}
