namespace TypedTasks.Testing;

/// <summary>What a virtual timer does and when. It is changed under the gate of its clock.</summary>
internal sealed class Alarm(VirtualTime clock, TimerCallback callback, object? state, TimerWatch? watch)
{
    private const long NotSet = -1;

    private TimeSpan period = Timeout.InfiniteTimeSpan;

    public long DueTicks { get; private set; } = NotSet;

    public void Change(TimeSpan dueTime, TimeSpan period)
    {
        lock (clock.Gate)
        {
            this.period = period;
            SetDue(dueTime == Timeout.InfiniteTimeSpan ? NotSet : clock.GetTimestamp() + dueTime.Ticks);
        }
    }

    /// <summary>Takes the alarm if it is still set for this moment.</summary>
    public bool Take(long ticks)
    {
        if (DueTicks != ticks)
            return false;
        SetDue(period == Timeout.InfiniteTimeSpan || period == TimeSpan.Zero ? NotSet : ticks + period.Ticks);
        return true;
    }

    public void Ring() => callback(state);

    private void SetDue(long ticks)
    {
        var was = DueTicks != NotSet;
        DueTicks = ticks;
        if (ticks != NotSet)
            clock.Set(this, ticks);
        if (was != (ticks != NotSet))
            watch?.Add(was ? -1 : 1);
    }
}
