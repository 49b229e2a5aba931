namespace TypedTasks.ServiceBus.Receiving;

/// <summary>
/// Measures how long deliveries are worked on, and from that says how many more may be asked for: what waits here must start
/// within half its lock, and slow work must not be hoarded while other workers are idle.
/// </summary>
internal sealed class RunTimeMeter(int slots, int prefetch)
{
    private const double Weight = 0.1;
    private const double QuickSeconds = 1;
    private readonly Lock _gate = new();
    private int _running;
    private double _average = -1;

    public void Taken()
    {
        lock (_gate) _running++;
    }

    public void Returned(TimeSpan elapsed)
    {
        lock (_gate)
        {
            _running--;
            var seconds = elapsed.TotalSeconds;
            _average = _average < 0 ? seconds : _average + (Weight * (seconds - _average));
        }
    }

    /// <summary>How many deliveries may be on their way or wait here.</summary>
    public int Allowance(TimeSpan lockDuration)
    {
        var total = slots + prefetch;
        lock (_gate)
        {
            if (_average < 0) return Math.Max(0, total - _running);
            if (_average <= QuickSeconds && _average * total / slots <= lockDuration.TotalSeconds / 4) return total;
            var inTime = (int)Math.Min(total, slots * lockDuration.TotalSeconds / 2 / _average);
            return Math.Max(0, Math.Max(slots, inTime) - _running);
        }
    }
}
