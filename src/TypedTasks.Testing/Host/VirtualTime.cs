namespace TypedTasks.Testing;

/// <summary>A clock that moves only when it is told to, and fires its timers in the order in which they are due.</summary>
public sealed class VirtualTime : TimeProvider
{
    private readonly PriorityQueue<Alarm, (long Ticks, long Order)> due = new();
    private long order;
    private long now;

    /// <summary>Creates a clock that stands at a time.</summary>
    /// <param name="start">The time.</param>
    public VirtualTime(DateTimeOffset start) => now = start.UtcTicks;

    internal Lock Gate { get; } = new();

    /// <summary>Who is told of timers made by the code that runs now; flows with its execution context.</summary>
    internal static AsyncLocal<TimerWatch?> Watch { get; } = new();

    /// <summary>When the next timer is due, or null when none is set.</summary>
    internal DateTimeOffset? NextDue
    {
        get
        {
            lock (Gate)
            {
                while (due.TryPeek(out var alarm, out var at) && alarm.DueTicks != at.Ticks)
                    due.Dequeue();
                return due.TryPeek(out _, out var next) ? new(next.Ticks, TimeSpan.Zero) : null;
            }
        }
    }

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => new(Volatile.Read(ref now), TimeSpan.Zero);

    /// <inheritdoc/>
    public override long GetTimestamp() => Volatile.Read(ref now);

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);

        // A time-out is no waiting: a token source's own timer must not make its step look idle.
        var alarm = new Alarm(this, callback, state, state is CancellationTokenSource ? null : Watch.Value);
        alarm.Change(dueTime, period);
        return new VirtualTimer(alarm);
    }

    /// <summary>Moves to a time and fires what is due until then; a time that has passed changes nothing.</summary>
    internal void AdvanceTo(DateTimeOffset time)
    {
        while (TakeDue(time.UtcTicks) is { } alarm)
            alarm.Ring();
        lock (Gate)
            now = Math.Max(now, time.UtcTicks);
    }

    /// <summary>Called under the gate.</summary>
    internal void Set(Alarm alarm, long ticks)
    {
        due.Enqueue(alarm, (ticks, order++));
    }

    private Alarm? TakeDue(long until)
    {
        lock (Gate)
        {
            while (due.TryPeek(out var alarm, out var at) && at.Ticks <= until)
            {
                due.Dequeue();
                if (!alarm.Take(at.Ticks))
                    continue;
                now = Math.Max(now, at.Ticks);
                return alarm;
            }
        }

        return null;
    }
}
