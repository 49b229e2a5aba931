using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;

namespace TypedTasks.Emulator.Network;

/// <summary>Takes connections off a port, on a thread of its own.</summary>
internal sealed class AcceptLoop : IDisposable
{
    private readonly string _name;
    private readonly ILogger _logger;
    private readonly Socket _socket;
    private volatile bool _stopping;

    /// <summary>Binds the port; connections wait until <see cref="Start"/>.</summary>
    public AcceptLoop(IPEndPoint endPoint, string name, ILogger logger)
    {
        _name = name;
        _logger = logger;
        _socket = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            _socket.Bind(endPoint);
            _socket.Listen(512);
        }
        catch (SocketException failure)
        {
            _socket.Dispose();
            throw new SocketException(failure.ErrorCode, $"Cannot listen on {endPoint} ({name}): {failure.Message.TrimEnd('.')}. Choose another port, or 0 for a free one.");
        }

        EndPoint = (IPEndPoint)_socket.LocalEndPoint!;
    }

    public IPEndPoint EndPoint { get; }

    public void Start(Action<Socket> welcome) =>
        new Thread(() => Run(welcome), 256 * 1024) { IsBackground = true, Name = $"Service Bus emulator {_name} listener" }.Start();

    public void Dispose()
    {
        _stopping = true;
        _socket.Dispose();
    }

    private void Run(Action<Socket> welcome)
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
                if (_stopping) return;
                if (failure is SocketException) continue;
                Amqp.Log.AcceptFailed(_logger, failure);
                return;
            }

            welcome(accepted);
        }
    }
}
