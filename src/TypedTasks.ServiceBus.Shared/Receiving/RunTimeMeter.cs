namespace TypedTasks.ServiceBus.Receiving;

/// <summary>
/// Measures how long deliveries are worked on, and from that says how many more may be asked for: what waits here must start
/// within half its lock, and slow work must not be hoarded while other workers are idle.
/// </summary>
internal sealed class RunTimeMeter(int slots, int prefetch)
{
    private const double Weight = 0.1;
    private const double QuickSeconds = 1;
    private readonly Lock gate = new();
    private int running;
    private double average = -1;

    public void Taken()
    {
        lock (gate)
            running++;
    }

    public void Returned(TimeSpan elapsed)
    {
        lock (gate)
        {
            running--;
            var seconds = elapsed.TotalSeconds;
            average = average < 0 ? seconds : average + (Weight * (seconds - average));
        }
    }

    /// <summary>How many deliveries may be on their way or wait here.</summary>
    public int Allowance(TimeSpan lockDuration)
    {
        var total = slots + prefetch;
        lock (gate)
        {
            if (average < 0)
                return Math.Max(0, total - running);
            if (average <= QuickSeconds && average * total / slots <= lockDuration.TotalSeconds / 4)
                return total;
            var inTime = (int)Math.Min(total, slots * lockDuration.TotalSeconds / 2 / average);
            return Math.Max(0, Math.Max(slots, inTime) - running);
        }
    }
}
