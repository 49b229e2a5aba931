using System.Net;
using System.Net.Sockets;

namespace TypedTasks.Emulator.Benchmarks.Serving;

/// <summary>The least that a server can do: it reads frames, acknowledges, and hands out one message again and again.</summary>
internal sealed class FloorServer : IDisposable
{
    private readonly Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    public FloorServer()
    {
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        socket.Listen();
        new Thread(Accept) { IsBackground = true }.Start();
    }

    public string ConnectionString => $"Endpoint=sb://127.0.0.1:{((IPEndPoint)socket.LocalEndPoint!).Port};SharedAccessKeyName=any;SharedAccessKey=any";

    public void Dispose() => socket.Dispose();

    private void Accept()
    {
        try
        {
            while (true)
            {
                var connection = new FloorConnection(socket.Accept());
                new Thread(connection.Run) { IsBackground = true }.Start();
            }
        }
        catch (Exception failure) when (failure is SocketException or ObjectDisposedException)
        {
            // The end.
        }
    }
}
