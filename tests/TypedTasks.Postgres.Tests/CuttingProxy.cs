using System.Net;
using System.Net.Sockets;

namespace TypedTasks.Postgres.Tests;

/// <summary>Stands between a store and its server, and cuts a connection when it has passed on a COMMIT: the server commits, and nobody hears of it.</summary>
internal sealed class CuttingProxy : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly int target;
    private int cuts;

    public CuttingProxy(int target)
    {
        this.target = target;
        listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>How many commits were cut off.</summary>
    public int Done { get; private set; }

    /// <summary>Cuts the next commits.</summary>
    public void Cut(int times) => Interlocked.Add(ref cuts, times);

    public void Dispose() => listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = ServeAsync(await listener.AcceptTcpClientAsync());
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The proxy is disposed of.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var near = client;
        using var far = new TcpClient();
        try
        {
            await far.ConnectAsync(IPAddress.Loopback, target);
            await Task.WhenAny(PassOnAsync(near.GetStream(), far.GetStream(), cuts: true), PassOnAsync(far.GetStream(), near.GetStream(), cuts: false));
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            // One of the two has gone.
        }
    }

    private async Task PassOnAsync(NetworkStream from, NetworkStream to, bool cuts)
    {
        var buffer = new byte[64 * 1024];
        while (await from.ReadAsync(buffer) is > 0 and var count)
        {
            var isCut = cuts && buffer.AsSpan(0, count).IndexOf("COMMIT"u8) >= 0 && TryTake();
            await to.WriteAsync(buffer.AsMemory(0, count));
            if (!isCut)
                continue;

            // What the server answers from here on reaches nobody.
            Done++;
            return;
        }
    }

    private bool TryTake()
    {
        if (Interlocked.Decrement(ref cuts) >= 0)
            return true;
        Interlocked.Increment(ref cuts);
        return false;
    }
}
