namespace TypedTasks.Plans;

/// <summary>Fails the body, and stops what runs of it, when it has not ended in time.</summary>
/// <param name="Body">What is bounded.</param>
/// <param name="Timeout">How long it may take, or null.</param>
/// <param name="Expiry">How long it is worth having, or null.</param>
/// <param name="Delay">How long its first steps wait.</param>
/// <param name="At">When its first steps start at the earliest.</param>
internal sealed record LimitNode(PlanNode Body, TimeSpan? Timeout, TimeSpan? Expiry, TimeSpan? Delay, DateTimeOffset? At) : ScopeNode(Body)
{
    /// <summary>Whether it is the expiry that ends it.</summary>
    public bool IsExpiry => Timeout is null || Expiry < Timeout;

    public TimeSpan Limit => IsExpiry ? Expiry.GetValueOrDefault() : Timeout.GetValueOrDefault();

    public DateTimeOffset Due(DateTimeOffset now)
    {
        var start = now + Delay.GetValueOrDefault();
        return (At > start ? At.Value : start) + Limit;
    }
}
