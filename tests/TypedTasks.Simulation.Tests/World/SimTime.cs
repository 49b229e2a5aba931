using Microsoft.Extensions.Time.Testing;

namespace TypedTasks.Simulation.Tests;

/// <summary>The clock of a run, which tells who waits on it by a delay of the framework.</summary>
internal sealed class SimTime(DateTimeOffset start, SimPauses pauses) : FakeTimeProvider(start)
{
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        // Task.Delay; a wait with a time-out is a task as well, and goes on where its task ends.
        if (state is Task delay && delay.GetType().Name.StartsWith("DelayPromise", StringComparison.Ordinal))
            pauses.Begin(delay);
        return base.CreateTimer(callback, state, dueTime, period);
    }
}
