namespace TypedTasks.Transports.Tests.Flows;

/// <summary>A clock that is ahead of ours.</summary>
internal sealed class AheadTime(TimeSpan by) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + by;
}
