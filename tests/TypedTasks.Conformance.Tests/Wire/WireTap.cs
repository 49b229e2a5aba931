using System.Net;
using System.Net.Sockets;

namespace TypedTasks.Conformance.Tests;

/// <summary>A TCP proxy before a broker that counts what passes: bytes both ways, and the messages that clients send with their encoded size.</summary>
public sealed class WireTap : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stopping = new();
    private readonly int target;
    private readonly Lock gate = new();
    private readonly List<Task> pumps = [];
    private readonly Task accepting;
    private WireCount count = new(0, 0, 0, 0);

    public WireTap(int target)
    {
        this.target = target;
        listener.Start();
        accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public WireCount Count
    {
        get
        {
            lock (gate)
                return count;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        listener.Stop();
        await accepting;
        await Task.WhenAll(pumps);
        stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                pumps.Add(RelayAsync(await listener.AcceptTcpClientAsync(stopping.Token)));
        }
        catch (OperationCanceledException)
        {
        }
    }

    private async Task RelayAsync(TcpClient client)
    {
        using var broker = new TcpClient { NoDelay = true };
        using (client)
        {
            client.NoDelay = true;
            await broker.ConnectAsync(IPAddress.Loopback, target);
            var messages = new SentMessages(size => Add(c => c with { Messages = c.Messages + 1, MessageBytes = c.MessageBytes + size, Largest = Math.Max(c.Largest, size) }));
            await Task.WhenAny(
                PumpAsync(client.GetStream(), broker.GetStream(), messages), PumpAsync(broker.GetStream(), client.GetStream(), null));
        }
    }

    private async Task PumpAsync(NetworkStream from, NetworkStream to, SentMessages? messages)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (await from.ReadAsync(buffer, stopping.Token) is > 0 and var read)
            {
                Add(c => c with { AllBytes = c.AllBytes + read });
                messages?.Read(buffer.AsSpan(0, read));
                await to.WriteAsync(buffer.AsMemory(0, read), stopping.Token);
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException)
        {
        }
    }

    private void Add(Func<WireCount, WireCount> change)
    {
        lock (gate)
            count = change(count);
    }
}
