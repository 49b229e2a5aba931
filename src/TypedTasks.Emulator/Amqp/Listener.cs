using System.Net;
using System.Net.Sockets;
using TypedTasks.Emulator.Network;

namespace TypedTasks.Emulator.Amqp;

/// <summary>Accepts connections and knows those that are open.</summary>
internal sealed class Listener : IDisposable
{
    private static readonly TimeSpan TickInterval = TimeSpan.FromSeconds(1);
    private readonly ServerContext context;
    private readonly AcceptLoop port;
    private readonly HashSet<SocketPump> pumps = [];
    private readonly Lock gate = new();
    private readonly TaskCompletionSource idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ITimer ticks;
    private bool stopping;

    public Listener(ServerContext context, IPEndPoint endPoint)
    {
        this.context = context;
        port = new AcceptLoop(endPoint, "AMQP", context.Logger);
        ticks = context.WireTime.CreateTimer(_ => Tick(), null, TickInterval, TickInterval);
    }

    public IPEndPoint EndPoint => port.EndPoint;

    public void Start() => port.Start(Welcome);

    /// <summary>Closes every connection with the given words and waits until their threads are done.</summary>
    public async Task StopAsync(Action<Connection> close)
    {
        SocketPump[] pumps;
        lock (gate)
        {
            stopping = true;
            pumps = [.. this.pumps];
        }

        port.Dispose();
        using (context.Broker.Enter())
            foreach (var pump in pumps)
                close(pump.Connection);
        foreach (var pump in pumps)
            pump.Finish();
        lock (gate)
            if (this.pumps.Count == 0)
                idle.TrySetResult();
        await idle.Task;
    }

    public void Dispose()
    {
        ticks.Dispose();
        port.Dispose();
        context.IdleRoom.Dispose();
    }

    /// <summary>Cuts every connection to a namespace.</summary>
    public int Drop(Entities.Broker broker)
    {
        var pumps = Pumps(broker);
        foreach (var pump in pumps)
            pump.Abort();
        return pumps.Length;
    }

    /// <summary>Closes every connection to a namespace with an error.</summary>
    public int Close(Entities.Broker broker, Codec.AmqpError error)
    {
        var pumps = Pumps(broker);
        using (context.Broker.Enter())
            foreach (var pump in pumps)
                pump.Connection.Close(error);
        foreach (var pump in pumps)
            pump.Finish();
        return pumps.Length;
    }

    /// <summary>Detaches every link to an entity.</summary>
    public int Detach(Entities.MessageQueue queue, Codec.AmqpError error)
    {
        var pumps = Pumps();
        using (context.Broker.Enter())
            return pumps.Sum(pump => pump.Connection.Detach(queue, error));
    }

    private SocketPump[] Pumps()
    {
        lock (gate)
            return [.. pumps];
    }

    // Whoever has proved nothing yet is with the first namespace.
    private SocketPump[] Pumps(Entities.Broker broker) =>
        [.. Pumps().Where(pump => ReferenceEquals(pump.Connection.Context.Broker, broker))];

    private void Tick()
    {
        var pumps = Pumps();
        if (pumps.Length == 0)
            return;
        var now = context.WireNow;
        try
        {
            using (context.Broker.Enter())
                foreach (var pump in pumps)
                    pump.Tick(now);
        }
        catch (IOException)
        {
            // The journal has said that it cannot be written; a timer must not end the process of its host.
        }
    }

    private void Welcome(Socket accepted)
    {
        accepted.NoDelay = true;
        Welcome(context.Tls is { } tls ? new StreamWire(accepted, () => TlsStream.Open(accepted, tls)) : new SocketWire(accepted));
    }

    /// <summary>Serves a connection that was accepted here or elsewhere.</summary>
    public void Welcome(IWire wire)
    {
        var pump = new SocketPump(context, wire, Remove);
        lock (gate)
        {
            if (stopping || pumps.Count >= context.MaxConnections)
            {
                pump.Dispose();
                return;
            }

            pumps.Add(pump);
        }

        pump.Start();
    }

    private void Remove(SocketPump pump)
    {
        lock (gate)
        {
            pumps.Remove(pump);
            if (stopping && pumps.Count == 0)
                idle.TrySetResult();
        }
    }
}
