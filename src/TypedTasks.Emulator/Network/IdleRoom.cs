using System.Net;
using System.Net.Sockets;

namespace TypedTasks.Emulator.Network;

/// <summary>Where quiet connections wait together for their next byte, on one thread instead of one for each.</summary>
internal sealed class IdleRoom : IDisposable
{
    private const int WaitForever = -1;
    private readonly Lock gate = new();
    private readonly Dictionary<Socket, Action> guests = [];
    // A datagram to itself ends the wait when somebody comes.
    private readonly Socket bell = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private bool isOpen;
    private bool isClosed;

    public IdleRoom()
    {
        bell.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        bell.Connect(bell.LocalEndPoint!);
        bell.Blocking = false;
    }

    /// <summary>How many wait here.</summary>
    public int Count
    {
        get
        {
            lock (gate)
                return guests.Count;
        }
    }

    /// <summary>Calls back, once and on a thread of this room, when the socket has something to read or has ended.</summary>
    public void Enter(Socket socket, Action wake)
    {
        lock (gate)
        {
            if (!isOpen)
                Open();
            guests.Add(socket, wake);
        }

        Ring();
    }

    public void Dispose()
    {
        lock (gate)
        {
            isClosed = true;
            if (!isOpen)
                bell.Dispose();
        }

        Ring();
    }

    private void Open()
    {
        isOpen = true;
        new Thread(Wait, 256 * 1024) { IsBackground = true, Name = "Service Bus emulator idle connections" }.Start();
    }

    private void Ring()
    {
        try
        {
            bell.Send([1], SocketFlags.None, out _);
        }
        catch (ObjectDisposedException)
        {
            // The room is closed and empty.
        }
    }

    private void Wait()
    {
        var sockets = new List<Socket>();
        while (true)
        {
            sockets.Clear();
            lock (gate)
            {
                if (isClosed && guests.Count == 0)
                    break;
                sockets.Add(bell);
                sockets.AddRange(guests.Keys);
            }

            try
            {
                Socket.Select(sockets, null, null, WaitForever);
            }
            catch (Exception failure) when (failure is SocketException or ObjectDisposedException)
            {
                // Whoever it was finds out for itself: nobody may wait here for ever.
            }

            foreach (var socket in sockets)
                Wake(socket);
        }

        bell.Dispose();
    }

    private void Wake(Socket socket)
    {
        if (ReferenceEquals(socket, bell))
        {
            Span<byte> rung = stackalloc byte[64];
            while (bell.Receive(rung, SocketFlags.None, out var error) > 0 && error == SocketError.Success)
            {
                // Each ring is one datagram.
            }

            return;
        }

        Action? wake;
        lock (gate)
            guests.Remove(socket, out wake);
        wake?.Invoke();
    }
}
