namespace TypedTasks.Simulation.Tests;

/// <summary>The clock of a machine that is some seconds off; what waits on it waits as long as on any other.</summary>
internal sealed class SkewedTime(TimeProvider truth, TimeSpan skew) : TimeProvider
{
    public override long TimestampFrequency => truth.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => truth.GetUtcNow() + skew;

    public override long GetTimestamp() => truth.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => truth.CreateTimer(callback, state, dueTime, period);
}
