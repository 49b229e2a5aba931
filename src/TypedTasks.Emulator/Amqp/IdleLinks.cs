using TypedTasks.Emulator.Codec;
using TypedTasks.Emulator.Entities;

namespace TypedTasks.Emulator.Amqp;

/// <summary>
/// Detaches the links of a connection that nobody has used for as long as the service lets a link be idle, credit or not
/// (source: the service's documentation of AMQP errors, "idle timeout: 00:10:00"). It goes by the clock of the clients, which time that is let pass in a namespace does not move.
/// </summary>
internal static class IdleLinks
{
    /// <summary>Ends those whose time is over, and returns when that of the next will be.</summary>
    public static long Detach(Connection connection, long now)
    {
        var timeout = connection.Context.IdleLinkTimeout;
        if (timeout <= TimeSpan.Zero)
            return long.MaxValue;
        var (next, most) = (long.MaxValue, (long)timeout.TotalMilliseconds);
        foreach (var link in connection.Links.Where(static link => !link.IsClosed).ToList())
        {
            var left = most - link.IdleFor(now);
            if (left > 0)
                next = Math.Min(next, now + left);
            else
                link.Detach(Idle(link, timeout));
        }

        return next;
    }

    private static AmqpError Idle(Link link, TimeSpan timeout) => new(
        ErrorCondition.DetachForced,
        $"The link '{link.Name}' is force detached. Code: IdleTimerExpired. Details: Idle timeout: {timeout:c}. TrackingId:{Broker.Tracking()}");
}
