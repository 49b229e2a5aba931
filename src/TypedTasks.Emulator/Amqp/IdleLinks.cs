using TypedTasks.Emulator.Codec;
using TypedTasks.Emulator.Entities;

namespace TypedTasks.Emulator.Amqp;

/// <summary>
/// Detaches the links of one connection that nobody has used for as long as the service lets a link be idle, credit or not
/// (source: the service's documentation of AMQP errors, "idle timeout: 00:10:00"). It goes by the clock of the entities.
/// </summary>
internal sealed class IdleLinks(Connection connection) : ITimed
{
    private readonly TimeSpan _timeout = connection.Context.IdleLinkTimeout;

    public long NotedDue { get; set; } = long.MaxValue;

    private Broker Broker => connection.Context.Broker;

    public void Watch()
    {
        if (_timeout > TimeSpan.Zero) Broker.Schedule(this, Broker.Now + (long)_timeout.TotalMilliseconds);
    }

    public void OnDue(long now)
    {
        var next = long.MaxValue;
        foreach (var link in connection.Links.Where(link => !link.IsClosed).ToList())
        {
            var end = (link.CanIdle ? link.UsedAt : now) + (long)_timeout.TotalMilliseconds;
            if (end > now) next = Math.Min(next, end);
            else link.Detach(Idle(link));
        }

        if (next != long.MaxValue) Broker.Schedule(this, next);
    }

    private AmqpError Idle(Link link) => new(
        ErrorCondition.DetachForced,
        $"The link '{link.Name}' is force detached. Code: IdleTimerExpired. Details: Idle timeout: {_timeout:c}. TrackingId:{Broker.Tracking()}");
}
