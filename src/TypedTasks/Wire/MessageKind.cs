namespace TypedTasks.Wire;

/// <summary>What a message asks for.</summary>
internal enum MessageKind
{
    /// <summary>Run a step.</summary>
    Step,

    /// <summary>Start the members of a node, from a cursor on.</summary>
    FanOut,

    /// <summary>The time of a scope is over.</summary>
    Limit,

    /// <summary>A wait is decided: go on with what is recorded.</summary>
    Wait,

    /// <summary>The time of a wait is over.</summary>
    WaitLimit,

    /// <summary>Plan and start the compensations of the flow.</summary>
    Compensations,
}
