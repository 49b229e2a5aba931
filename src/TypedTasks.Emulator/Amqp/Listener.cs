using System.Net;
using System.Net.Sockets;
using TypedTasks.Emulator.Network;

namespace TypedTasks.Emulator.Amqp;

/// <summary>Accepts connections and knows those that are open.</summary>
internal sealed class Listener : IDisposable
{
    private static readonly TimeSpan TickInterval = TimeSpan.FromSeconds(1);
    private readonly ServerContext _context;
    private readonly AcceptLoop _port;
    private readonly HashSet<SocketPump> _pumps = [];
    private readonly Lock _gate = new();
    private readonly TaskCompletionSource _idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ITimer _ticks;
    private bool _stopping;

    public Listener(ServerContext context, IPEndPoint endPoint)
    {
        _context = context;
        _port = new AcceptLoop(endPoint, "AMQP", context.Logger);
        _ticks = context.WireTime.CreateTimer(_ => Tick(), null, TickInterval, TickInterval);
    }

    public IPEndPoint EndPoint => _port.EndPoint;

    public void Start() => _port.Start(Welcome);

    /// <summary>Closes every connection with the given words and waits until their threads are done.</summary>
    public async Task StopAsync(Action<Connection> close)
    {
        SocketPump[] pumps;
        lock (_gate)
        {
            _stopping = true;
            pumps = [.. _pumps];
        }

        _port.Dispose();
        using (_context.Broker.Enter())
            foreach (var pump in pumps) close(pump.Connection);
        foreach (var pump in pumps) pump.Finish();
        lock (_gate)
            if (_pumps.Count == 0) _idle.TrySetResult();
        await _idle.Task;
    }

    public void Dispose()
    {
        _ticks.Dispose();
        _port.Dispose();
        _context.IdleRoom.Dispose();
    }

    /// <summary>Cuts every connection to a namespace.</summary>
    public int Drop(Entities.Broker broker)
    {
        var pumps = Pumps(broker);
        foreach (var pump in pumps) pump.Abort();
        return pumps.Length;
    }

    /// <summary>Closes every connection to a namespace with an error.</summary>
    public int Close(Entities.Broker broker, Codec.AmqpError error)
    {
        var pumps = Pumps(broker);
        using (_context.Broker.Enter())
            foreach (var pump in pumps) pump.Connection.Close(error);
        foreach (var pump in pumps) pump.Finish();
        return pumps.Length;
    }

    /// <summary>Detaches every link to an entity.</summary>
    public int Detach(Entities.MessageQueue queue, Codec.AmqpError error)
    {
        var pumps = Pumps();
        using (_context.Broker.Enter()) return pumps.Sum(pump => pump.Connection.Detach(queue, error));
    }

    private SocketPump[] Pumps()
    {
        lock (_gate) return [.. _pumps];
    }

    // Whoever has proved nothing yet is with the first namespace.
    private SocketPump[] Pumps(Entities.Broker broker) =>
        [.. Pumps().Where(pump => ReferenceEquals(pump.Connection.Context.Broker, broker))];

    private void Tick()
    {
        var pumps = Pumps();
        if (pumps.Length == 0) return;
        var now = _context.WireNow;
        try
        {
            using (_context.Broker.Enter())
                foreach (var pump in pumps) pump.Tick(now);
        }
        catch (IOException)
        {
            // The journal has said that it cannot be written; a timer must not end the process of its host.
        }
    }

    private void Welcome(Socket accepted)
    {
        accepted.NoDelay = true;
        Welcome(_context.Tls is { } tls ? new StreamWire(accepted, () => TlsStream.Open(accepted, tls)) : new SocketWire(accepted));
    }

    /// <summary>Serves a connection that was accepted here or elsewhere.</summary>
    public void Welcome(IWire wire)
    {
        var pump = new SocketPump(_context, wire, Remove);
        lock (_gate)
        {
            if (_stopping || _pumps.Count >= _context.MaxConnections)
            {
                pump.Dispose();
                return;
            }

            _pumps.Add(pump);
        }

        pump.Start();
    }

    private void Remove(SocketPump pump)
    {
        lock (_gate)
        {
            _pumps.Remove(pump);
            if (_stopping && _pumps.Count == 0) _idle.TrySetResult();
        }
    }
}
