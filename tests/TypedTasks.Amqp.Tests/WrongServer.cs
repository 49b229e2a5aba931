using System.Net;
using System.Net.Sockets;
using System.Text;

namespace TypedTasks.Amqp.Tests;

/// <summary>Something that listens and is no Service Bus.</summary>
internal sealed class WrongServer : IAsyncDisposable
{
    private readonly TcpListener listener;
    private readonly CancellationTokenSource stop = new();
    private readonly Task serving;

    public WrongServer(WrongKind kind, int port = 0)
    {
        listener = new(IPAddress.Loopback, port);
        listener.Start();
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        // Down is a port that was free a moment ago.
        if (kind == WrongKind.Down)
            listener.Stop();
        serving = kind == WrongKind.Down ? Task.CompletedTask : AcceptAsync(kind);
    }

    public int Port { get; }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        await serving;
        stop.Dispose();
    }

    private async Task AcceptAsync(WrongKind kind)
    {
        try
        {
            while (true)
                _ = ServeAsync(await listener.AcceptSocketAsync(stop.Token), kind);
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException || stop.IsCancellationRequested)
        {
            return;
        }
    }

    private async Task ServeAsync(Socket client, WrongKind kind)
    {
        using var _ = client;
        var buffer = new byte[1024];
        try
        {
            if (kind == WrongKind.Closing)
                return;
            while (await client.ReceiveAsync(buffer, stop.Token) > 0)
            {
                if (kind == WrongKind.Http)
                    await client.SendAsync(Encoding.ASCII.GetBytes("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"), stop.Token);
                if (kind == WrongKind.Garbage)
                    await client.SendAsync(Enumerable.Range(0, 64).Select(static i => (byte)((i * 37) + 200)).ToArray(), stop.Token);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException)
        {
            return;
        }
    }
}
