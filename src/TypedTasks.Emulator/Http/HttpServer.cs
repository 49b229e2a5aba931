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

    private readonly AcceptLoop _port = new(endPoint, "HTTP", logger);
    private readonly HashSet<HttpConnection> _connections = [];
    private readonly Lock _gate = new();
    private readonly TaskCompletionSource _idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _stopping;

    public IPEndPoint EndPoint => _port.EndPoint;

    public void Start()
    {
        _port.Start(Welcome);
        HttpLog.Listening(logger, EndPoint);
    }

    /// <summary>Cuts every connection and waits until their threads are done.</summary>
    public async Task StopAsync()
    {
        _port.Dispose();
        lock (_gate)
        {
            _stopping = true;
            foreach (var connection in _connections) connection.Abort();
            if (_connections.Count == 0) _idle.TrySetResult();
        }

        await _idle.Task;
    }

    public void Dispose() => _port.Dispose();

    private void Welcome(Socket accepted)
    {
        accepted.NoDelay = true;
        var connection = new HttpConnection(accepted, routes, tls, time, logger, handOver, Remove);
        lock (_gate)
        {
            if (_stopping || _connections.Count >= MaxConnections)
            {
                accepted.Dispose();
                return;
            }

            _connections.Add(connection);
        }

        connection.Start();
    }

    private void Remove(HttpConnection connection)
    {
        lock (_gate)
        {
            _connections.Remove(connection);
            if (_stopping && _connections.Count == 0) _idle.TrySetResult();
        }
    }
}
