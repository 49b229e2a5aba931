using TypedTasks.Emulator.Codec;

namespace TypedTasks.Emulator.Amqp;

/// <summary>
/// Keeps the promises of a connection about time: heartbeats to the peer, its own silence, and a token in time. The peer
/// lives by a real clock, so this does too, whatever clock the entities have.
/// </summary>
internal sealed class ConnectionWatch(ServerContext context, SocketPump pump)
{
    private const long AuthenticationMilliseconds = 20_000;
    private const long MaxSilence = 2L * ServerContext.IdleTimeoutMilliseconds;
    private readonly long startedAt = context.WireNow;

    public void Tick(long now)
    {
        var connection = pump.Connection;
        if (now - pump.LastRead > MaxSilence)
        {
            Close(new(ErrorCondition.ResourceLimitExceeded, "The connection was silent for longer than its idle time-out."));
        }
        else if (!connection.IsProven && now - startedAt >= AuthenticationMilliseconds)
        {
            Close(new(ErrorCondition.UnauthorizedAccess, "No valid token was presented in time."));
        }
        else if (connection.PeerIdleTimeout > 0 && now - pump.LastWritten >= connection.PeerIdleTimeout / 3)
        {
            connection.Heartbeat();
        }
    }

    private void Close(AmqpError error)
    {
        pump.Connection.Close(error);
        pump.Finish();
    }
}
