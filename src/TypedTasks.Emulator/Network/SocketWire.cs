using System.Net.Sockets;

namespace TypedTasks.Emulator.Network;

/// <summary>Bytes as they are, straight to and from the kernel.</summary>
internal sealed class SocketWire : IWire
{
    private readonly Socket socket;

    public SocketWire(Socket socket)
    {
        this.socket = socket;
        socket.Blocking = false;
    }

    public Socket? Resting => socket;

    public void Open()
    {
        // There is nothing to agree on.
    }

    public int Receive(Span<byte> target, out SocketError error) => socket.Receive(target, SocketFlags.None, out error);

    public int Send(ReadOnlySpan<byte> bytes, out SocketError error) => socket.Send(bytes, SocketFlags.None, out error);

    public bool Poll(int microseconds, SelectMode mode) => socket.Poll(microseconds, mode);

    public void Drain(TimeSpan patience)
    {
        // The kernel has it.
    }

    public void Shutdown(SocketShutdown how) => socket.Shutdown(how);

    public void Dispose() => socket.Dispose();
}
