using System.Collections.Immutable;

namespace TypedTasks.Plans;

/// <summary>What a signature was told beyond its arguments.</summary>
internal sealed record StepOptions
{
    public static readonly StepOptions None = new();

    public RetryPolicy? Retry { get; init; }

    public TimeSpan? Timeout { get; init; }

    public TimeSpan? Expiry { get; init; }

    /// <summary>What the step shares permits with, or null.</summary>
    public string? LimitKey { get; init; }

    /// <summary>How many permits there are.</summary>
    public int Limit { get; init; }

    public string? Queue { get; init; }

    /// <summary>Which queue beside that one; the compiled plan names it, and has no priority any more.</summary>
    public TaskPriority? Priority { get; init; }

    /// <summary>
    /// What the step stands in line with; null where it need not wait for others. In a compiled plan the queue is the ordered one.
    /// </summary>
    public string? OrderingKey { get; init; }

    /// <summary>What the caller wants the task to know beside its arguments, or null.</summary>
    public ImmutableSortedDictionary<string, string>? Headers { get; init; }

    public TimeSpan? Delay { get; init; }

    public DateTimeOffset? At { get; init; }

    public string? FlowId { get; init; }

    /// <summary>Whether a step has made that id for a flow that it starts: then it names the flow whatever its plan is in a repeated run.</summary>
    public bool IsChild { get; init; }

    public string? Name { get; init; }

    public string? UniqueKey { get; init; }

    public TimeSpan UniqueWindow { get; init; }

    /// <summary>What the flow stands in line with, or null.</summary>
    public string? TurnKey { get; init; }

    /// <summary>How many flows of that line run at once.</summary>
    public int TurnLimit { get; init; }

    /// <summary>Within what time the flow is expected to end, or null.</summary>
    public TimeSpan? Expected { get; init; }
}
