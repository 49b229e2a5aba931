namespace TypedTasks.Plans;

/// <summary>What a join cancels where members may still run when it is decided.</summary>
internal enum JoinCancels
{
    Nothing,

    /// <summary>All its members.</summary>
    Members,

    /// <summary>Its body, which is its first child.</summary>
    Body,
}
