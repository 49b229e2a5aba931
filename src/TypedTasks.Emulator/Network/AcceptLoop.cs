using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;

namespace TypedTasks.Emulator.Network;

/// <summary>Takes connections off a port, on a thread of its own.</summary>
internal sealed class AcceptLoop : IDisposable
{
    private readonly string name;
    private readonly ILogger logger;
    private readonly Socket socket;
    private volatile bool stopping;

    /// <summary>Binds the port; connections wait until <see cref="Start"/>.</summary>
    public AcceptLoop(IPEndPoint endPoint, string name, ILogger logger)
    {
        this.name = name;
        this.logger = logger;
        socket = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(endPoint);
            socket.Listen(512);
        }
        catch (SocketException failure)
        {
            socket.Dispose();
            throw new SocketException(failure.ErrorCode, $"Cannot listen on {endPoint} ({name}): {failure.Message.TrimEnd('.')}. Choose another port, or 0 for a free one.");
        }

        EndPoint = (IPEndPoint)socket.LocalEndPoint!;
    }

    public IPEndPoint EndPoint { get; }

    public void Start(Action<Socket> welcome) =>
        new Thread(() => Run(welcome), 256 * 1024) { IsBackground = true, Name = $"Service Bus emulator {name} listener" }.Start();

    public void Dispose()
    {
        stopping = true;
        socket.Dispose();
    }

    private void Run(Action<Socket> welcome)
    {
        while (true)
        {
            Socket accepted;
            try
            {
                accepted = socket.Accept();
            }
            catch (Exception failure) when (failure is SocketException or ObjectDisposedException or InvalidOperationException)
            {
                if (stopping)
                    return;
                if (failure is SocketException)
                    continue;
                Amqp.Log.AcceptFailed(logger, failure);
                return;
            }

            welcome(accepted);
        }
    }
}
