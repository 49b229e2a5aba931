using System.Diagnostics;

namespace TypedTasks.Postgres.Connections;

/// <summary>
/// The clock of the server. Transactions read it after they have locked; questions about many flows, which yield candidates only, go by what was read last and the time that has passed here since.
/// </summary>
internal sealed class ServerClock(TimeProvider? instead)
{
    /// <summary>UTC ticks, to the microsecond.</summary>
    public const string Ticks = "((extract(epoch FROM clock_timestamp()) * 10000000)::bigint + 621355968000000000)";

    public const string Sql = $"SELECT {Ticks}";

    private readonly Lock gate = new();
    private long ticks;
    private long readAt;

    public DateTimeOffset Now
    {
        get
        {
            if (instead is not null)
                return instead.GetUtcNow();
            lock (gate)
                return new DateTimeOffset(ticks, TimeSpan.Zero) + Stopwatch.GetElapsedTime(readAt);
        }
    }

    /// <summary>Takes what the server has said just now.</summary>
    public DateTimeOffset Observe(long now)
    {
        if (instead is not null)
            return instead.GetUtcNow();
        lock (gate)
        {
            ticks = now;
            readAt = Stopwatch.GetTimestamp();
        }

        return new(now, TimeSpan.Zero);
    }
}
