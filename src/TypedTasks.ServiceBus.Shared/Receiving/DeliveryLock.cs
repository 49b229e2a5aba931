namespace TypedTasks.ServiceBus.Receiving;

/// <summary>
/// The lock on a delivery. Its end is kept as a timestamp of this machine: what counts is how long it lasts from the moment
/// it was granted, not whether both clocks show the same time.
/// </summary>
internal sealed class DeliveryLock(Guid token, TimeProvider time)
{
    private long endsAt;
    private long renewAt;

    public Guid Token { get; } = token;

    public TimeProvider Time => time;

    /// <summary>Whether the lock is known to be gone.</summary>
    public bool IsLost { get; set; }

    /// <summary>Whether a renewal is under way.</summary>
    public bool IsRenewing { get; set; }

    public TimeSpan Duration { get; private set; }

    public TimeSpan Rest => time.GetElapsedTime(time.GetTimestamp(), endsAt);

    public TimeSpan UntilRenewal => time.GetElapsedTime(time.GetTimestamp(), renewAt);

    /// <summary>Starts, or starts again, a lock that lasts so long; it is to be renewed at half of it.</summary>
    public void Grant(TimeSpan duration)
    {
        Duration = duration;
        var now = time.GetTimestamp();
        var ticks = (long)(duration.TotalSeconds * time.TimestampFrequency);
        endsAt = now + ticks;
        renewAt = now + (ticks / 2);
    }

    /// <summary>Sets the next attempt to half of what is left.</summary>
    public void Retry()
    {
        var now = time.GetTimestamp();
        renewAt = now + Math.Max((endsAt - now) / 2, time.TimestampFrequency / 10);
    }
}
