using System.Net;
using System.Net.Sockets;

namespace TypedTasks.Transports.Tests;

/// <summary>Stands between transport and emulator and cuts and slows connections.</summary>
internal sealed class CuttingProxy : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly List<Socket> sockets = [];
    private readonly int target;
    private int opened;

    public CuttingProxy(int target)
    {
        this.target = target;
        listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public int Cuts { get; private set; }

    /// <summary>How many connections were opened through it.</summary>
    public int Opened => Volatile.Read(ref opened);

    /// <summary>For how long each piece of a stream is held up, one after the other; null for not at all.</summary>
    public Func<TimeSpan>? Delay { get; set; }

    /// <summary>Ends every connection there is.</summary>
    public void Cut()
    {
        lock (sockets)
        {
            if (sockets.Count > 0)
                Cuts++;
            foreach (var socket in sockets)
                socket.Close(0);
            sockets.Clear();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        Cut();
        stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptSocketAsync(stop.Token);
                var server = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                await server.ConnectAsync(IPAddress.Loopback, target, stop.Token);
                client.NoDelay = true;
                lock (sockets)
                    sockets.AddRange([client, server]);
                Interlocked.Increment(ref opened);
                _ = CopyAsync(client, server);
                _ = CopyAsync(server, client);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            return;
        }
    }

    private async Task CopyAsync(Socket from, Socket to)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            while (await from.ReceiveAsync(buffer) is > 0 and var count)
            {
                if (Delay is { } delay)
                    await Task.Delay(delay(), TimeProvider.System);
                await to.SendAsync(buffer.AsMemory(0, count));
            }

            to.Shutdown(SocketShutdown.Send);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            from.Close(0);
            to.Close(0);
        }
    }
}
