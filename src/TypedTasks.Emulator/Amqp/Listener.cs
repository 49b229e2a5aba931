using System.Net;
using System.Net.Sockets;

namespace TypedTasks.Emulator.Amqp;

/// <summary>Accepts connections and knows those that are open.</summary>
internal sealed class Listener : IDisposable
{
    private const int MaxConnections = 5000;
    private static readonly TimeSpan TickInterval = TimeSpan.FromSeconds(1);
    private readonly ServerContext _context;
    private readonly Socket _socket;
    private readonly HashSet<SocketPump> _pumps = [];
    private readonly Lock _gate = new();
    private readonly TaskCompletionSource _idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ITimer _ticks;
    private bool _stopping;

    public Listener(ServerContext context, IPEndPoint endPoint)
    {
        _context = context;
        _socket = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            _socket.Bind(endPoint);
            _socket.Listen(512);
        }
        catch
        {
            _socket.Dispose();
            throw;
        }

        EndPoint = (IPEndPoint)_socket.LocalEndPoint!;
        _ticks = context.WireTime.CreateTimer(_ => Tick(), null, TickInterval, TickInterval);
    }

    public IPEndPoint EndPoint { get; }

    public void Start() =>
        new Thread(Accept, 256 * 1024) { IsBackground = true, Name = "Service Bus emulator listener" }.Start();

    /// <summary>Closes every connection with the given words and waits until their threads are done.</summary>
    public async Task StopAsync(Action<Connection> close)
    {
        SocketPump[] pumps;
        lock (_gate)
        {
            _stopping = true;
            pumps = [.. _pumps];
        }

        _socket.Dispose();
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
        _socket.Dispose();
    }

    /// <summary>Cuts every connection.</summary>
    public int Drop()
    {
        var pumps = Pumps();
        foreach (var pump in pumps) pump.Abort();
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

    private void Tick()
    {
        var pumps = Pumps();
        if (pumps.Length == 0) return;
        var now = _context.WireNow;
        using (_context.Broker.Enter())
            foreach (var pump in pumps) pump.Tick(now);
    }

    private void Accept()
    {
        while (true)
        {
            Socket accepted;
            try
            {
                accepted = _socket.Accept();
            }
            catch (Exception failure) when (failure is SocketException or ObjectDisposedException or InvalidOperationException)
            {
                lock (_gate)
                    if (_stopping) return;
                if (failure is not SocketException)
                {
                    Log.AcceptFailed(_context.Logger, failure);
                    return;
                }

                continue;
            }

            Welcome(accepted);
        }
    }

    private void Welcome(Socket accepted)
    {
        accepted.NoDelay = true;
        accepted.Blocking = false;
        var pump = new SocketPump(_context, accepted, Remove);
        lock (_gate)
        {
            if (_stopping || _pumps.Count >= MaxConnections)
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
