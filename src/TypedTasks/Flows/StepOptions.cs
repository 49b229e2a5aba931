namespace TypedTasks.Flows;

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

    public TimeSpan? Delay { get; init; }

    public DateTimeOffset? At { get; init; }

    public string? FlowId { get; init; }

    public string? Name { get; init; }

    public string? UniqueKey { get; init; }

    public TimeSpan UniqueWindow { get; init; }
}
