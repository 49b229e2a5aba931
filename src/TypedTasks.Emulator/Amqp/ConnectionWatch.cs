using TypedTasks.Emulator.Codec;
using TypedTasks.Emulator.Entities;

namespace TypedTasks.Emulator.Amqp;

/// <summary>Keeps the promises of a connection about time: heartbeats to the peer, its own silence, and a token in time.</summary>
internal sealed class ConnectionWatch(ServerContext context, SocketPump pump) : ITimed
{
    private const long AuthenticationMilliseconds = 20_000;
    private const long MaxSilence = 2L * ServerContext.IdleTimeoutMilliseconds;
    private long _startedAt;
    private bool _stopped;

    public long NotedDue { get; set; } = long.MaxValue;

    public void Start()
    {
        _startedAt = context.Broker.Now;
        Next(context.Broker.Now);
    }

    public void Stop() => _stopped = true;

    /// <summary>The peer told how often it wants to hear from us.</summary>
    public void Next(long now)
    {
        var idle = pump.Connection.PeerIdleTimeout;
        var beat = idle > 0 ? Math.Max(idle / 2, 10) : long.MaxValue;
        var due = Math.Min(beat, AuthenticationMilliseconds);
        context.Broker.Schedule(this, now + due);
    }

    public void OnDue(long now)
    {
        if (_stopped) return;
        var connection = pump.Connection;
        if (now - pump.LastRead > MaxSilence)
        {
            connection.Close(new("amqp:resource-limit-exceeded", "The connection was silent for longer than its idle time-out."));
            pump.Abort();
            return;
        }

        if (connection.Claims.IsEmpty && now - _startedAt >= AuthenticationMilliseconds)
        {
            connection.Close(new(ErrorCondition.UnauthorizedAccess, "No valid token was presented in time."));
            pump.Abort();
            return;
        }

        var idle = connection.PeerIdleTimeout;
        if (idle > 0 && now - pump.LastWritten >= idle / 4) connection.Heartbeat();
        Next(now);
    }
}
