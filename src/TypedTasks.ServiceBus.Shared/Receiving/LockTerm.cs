using Microsoft.Extensions.Logging;
using TypedTasks.ServiceBus.Observability;

namespace TypedTasks.ServiceBus.Receiving;

/// <summary>How long locks of a queue last, by what the broker's clock says and ours.</summary>
internal sealed class LockTerm(string endpoint, ILogger log, TimeProvider time)
{
    private static readonly TimeSpan Least = TimeSpan.FromSeconds(1);
    private int warned;

    /// <summary>How long the last lock lasted that was granted; a minute before the first.</summary>
    public TimeSpan Last { get; private set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a lock lasts that the broker's clock says ends then.</summary>
    public TimeSpan Of(DateTime? lockedUntil)
    {
        if (lockedUntil is not { } until)
            return Last;
        var duration = until - time.GetUtcNow().UtcDateTime;
        if (duration < Least)
        {
            if (duration < TimeSpan.Zero && Interlocked.Exchange(ref warned, 1) == 0)
                TransportLog.ClockAhead(log, endpoint);
            duration = Least;
        }

        return Last = duration;
    }
}
