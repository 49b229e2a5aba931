using Microsoft.Extensions.Time.Testing;

namespace TypedTasks.Schedules.Tests.Nodes;

/// <summary>The clock of a node, which is not that of the store.</summary>
internal sealed class NodeClock(FakeTimeProvider truth, TimeSpan skew) : TimeProvider
{
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => truth.GetUtcNow() + skew;

    public override long GetTimestamp() => truth.GetUtcNow().UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => truth.CreateTimer(callback, state, dueTime, period);
}
