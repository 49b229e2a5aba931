namespace TypedTasks.Testing;

/// <summary>A timer of a clock that stands still.</summary>
internal sealed class VirtualTimer(Alarm alarm) : ITimer
{
    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        alarm.Change(dueTime, period);
        return true;
    }

    public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }
}
