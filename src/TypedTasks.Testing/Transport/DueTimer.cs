namespace TypedTasks.Testing;

/// <summary>The one timer of a transport: scheduled messages and locks that run out.</summary>
internal sealed class DueTimer : IDisposable
{
    // Timers take no more than 49 days.
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    private readonly Lock gate = new();
    private readonly PriorityQueue<InMemoryDelivery, (long Ticks, long Order)> due = new();
    private readonly TimeProvider time;
    private readonly ITimer timer;
    private long armedFor = long.MaxValue;
    private long order;
    private bool disposed;

    public DueTimer(TimeProvider time)
    {
        this.time = time;
        timer = time.CreateTimer(static t => ((DueTimer)t!).Fire(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Add(InMemoryDelivery delivery, DateTimeOffset at)
    {
        lock (gate)
        {
            due.Enqueue(delivery, (at.UtcTicks, order++));
            Arm(time.GetUtcNow());
        }
    }

    public void Dispose()
    {
        lock (gate)
            disposed = true;
        timer.Dispose();
    }

    private void Fire()
    {
        List<InMemoryDelivery> ready = [];
        lock (gate)
        {
            var now = time.GetUtcNow();
            while (due.TryPeek(out var next, out var at) && at.Ticks <= now.UtcTicks)
            {
                due.Dequeue();
                ready.Add(next);
            }

            armedFor = long.MaxValue;
            Arm(now);
        }

        foreach (var delivery in ready)
            delivery.Queue.Due(delivery);
    }

    private void Arm(DateTimeOffset now)
    {
        if (disposed || !due.TryPeek(out _, out var first) || first.Ticks >= armedFor)
            return;
        armedFor = first.Ticks;
        // Rounded up to whole milliseconds: a real timer that fires early would only have to be set again.
        var wait = TimeSpan.FromMilliseconds(Math.Ceiling(Math.Max(0, (first.Ticks - now.UtcTicks) / (double)TimeSpan.TicksPerMillisecond)));
        timer.Change(wait < LongestWait ? wait : LongestWait, Timeout.InfiniteTimeSpan);
    }
}
