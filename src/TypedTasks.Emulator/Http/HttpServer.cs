using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using TypedTasks.Emulator.Network;

namespace TypedTasks.Emulator.Http;

/// <summary>The HTTP port and the connections to it.</summary>
internal sealed class HttpServer(
    IPEndPoint endPoint, HttpRoutes routes, SslServerAuthenticationOptions? tls, TimeProvider time, ILogger logger, Action<IWire> handOver) : IDisposable
{
    /// <summary>Each has a thread: administration needs a few, and a flood must not get more.</summary>
    private const int MaxConnections = 100;

    private readonly AcceptLoop port = new(endPoint, "HTTP", logger);
    private readonly HashSet<HttpConnection> connections = [];
    private readonly Lock gate = new();
    private readonly TaskCompletionSource idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool stopping;

    public IPEndPoint EndPoint => port.EndPoint;

    public void Start()
    {
        port.Start(Welcome);
        HttpLog.Listening(logger, EndPoint);
    }

    /// <summary>Cuts every connection and waits until their threads are done.</summary>
    public async Task StopAsync()
    {
        port.Dispose();
        lock (gate)
        {
            stopping = true;
            foreach (var connection in connections)
                connection.Abort();
            if (connections.Count == 0)
                idle.TrySetResult();
        }

        await idle.Task;
    }

    public void Dispose() => port.Dispose();

    private void Welcome(Socket accepted)
    {
        accepted.NoDelay = true;
        var connection = new HttpConnection(accepted, routes, tls, time, logger, handOver, Remove);
        lock (gate)
        {
            if (stopping || connections.Count >= MaxConnections)
            {
                accepted.Dispose();
                return;
            }

            connections.Add(connection);
        }

        connection.Start();
    }

    private void Remove(HttpConnection connection)
    {
        lock (gate)
        {
            connections.Remove(connection);
            if (stopping && connections.Count == 0)
                idle.TrySetResult();
        }
    }
}
