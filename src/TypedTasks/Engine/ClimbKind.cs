namespace TypedTasks.Engine;

/// <summary>What lies above a node that has ended.</summary>
internal enum ClimbKind
{
    /// <summary>Nothing: the flow has ended.</summary>
    Root,

    /// <summary>The next node of a sequence.</summary>
    Next,

    /// <summary>A join or a scope that counts the node as a member.</summary>
    Join,

    /// <summary>Nothing: a side branch has ended, which concerns nobody.</summary>
    SideBranch,

    /// <summary>The compensations of the flow have ended.</summary>
    Compensations,
}
