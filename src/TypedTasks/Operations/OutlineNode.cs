namespace TypedTasks.Operations;

/// <summary>
/// A node of a flow: what its plan says, and where it stands. A group of many members, and every <c>Each</c>, is one node with counts and its first failed members, so that ten thousand members cost what ten do.
/// </summary>
public sealed record OutlineNode
{
    /// <summary>How many members a group has at most that are shown as children.</summary>
    public const int MostChildren = 8;

    /// <summary>How many failed members are told of a node.</summary>
    public const int MostFailed = 5;

    /// <summary>Its path, such as <c>0.2.1</c>, empty for the root; null where it has no place in the flow: what would undo something.</summary>
    public string? Path { get; init; }

    /// <summary>What it is.</summary>
    public OutlineKind Kind { get; init; }

    /// <summary>The name of its task or event, or what people read on it.</summary>
    public string Text { get; init; } = "";

    /// <summary>Where it stands.</summary>
    public OutlineState State { get; init; }

    /// <summary>How many attempts have begun, of a step; 0 elsewhere.</summary>
    public int Attempts { get; init; }

    /// <summary>When its last attempt began, or the first of its parts, or it began to wait; null where that is not known.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it ended, or null.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>The worker that ran its last attempt, or null.</summary>
    public string? Worker { get; init; }

    /// <summary>What the task last reported, 0 to 1, or null.</summary>
    public double? Progress { get; init; }

    /// <summary>What the task last said about it, or null.</summary>
    public string? ProgressText { get; init; }

    /// <summary>Why it failed, or its last attempt did; null otherwise.</summary>
    public OutlineFailure? Failure { get; init; }

    /// <summary>How its members stand, where it is one node for many; null elsewhere. Its children are one of them then: what each is made of.</summary>
    public MemberCounts? Members { get; init; }

    /// <summary>The first members that have failed, where it is one node for many.</summary>
    public IReadOnlyList<OutlineNode> FailedMembers { get; init; } = [];

    /// <summary>What it is made of, in the order of the plan.</summary>
    public IReadOnlyList<OutlineNode> Children { get; init; } = [];

    /// <summary>The plan that its task has returned, which takes its place; null where it has returned none.</summary>
    public OutlineNode? Returned { get; init; }

    /// <summary>Whether what lies below it is left out: the outline has as many nodes as it may have.</summary>
    public bool IsCut { get; init; }
}
