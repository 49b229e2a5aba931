using System.Net;
using System.Net.Sockets;

namespace TypedTasks.Emulator.Network;

/// <summary>Where quiet connections wait together for their next byte, on one thread instead of one for each.</summary>
internal sealed class IdleRoom : IDisposable
{
    private const int WaitForever = -1;
    private readonly Lock _gate = new();
    private readonly Dictionary<Socket, Action> _guests = [];
    // A datagram to itself ends the wait when somebody comes.
    private readonly Socket _bell = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private bool _isOpen;
    private bool _isClosed;

    public IdleRoom()
    {
        _bell.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _bell.Connect(_bell.LocalEndPoint!);
        _bell.Blocking = false;
    }

    /// <summary>How many wait here.</summary>
    public int Count
    {
        get
        {
            lock (_gate) return _guests.Count;
        }
    }

    /// <summary>Calls back, once and on a thread of this room, when the socket has something to read or has ended.</summary>
    public void Enter(Socket socket, Action wake)
    {
        lock (_gate)
        {
            if (!_isOpen) Open();
            _guests.Add(socket, wake);
        }

        Ring();
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _isClosed = true;
            if (!_isOpen) _bell.Dispose();
        }

        Ring();
    }

    private void Open()
    {
        _isOpen = true;
        new Thread(Wait, 256 * 1024) { IsBackground = true, Name = "Service Bus emulator idle connections" }.Start();
    }

    private void Ring()
    {
        try
        {
            _bell.Send([1], SocketFlags.None, out _);
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
            lock (_gate)
            {
                if (_isClosed && _guests.Count == 0) break;
                sockets.Add(_bell);
                sockets.AddRange(_guests.Keys);
            }

            try
            {
                Socket.Select(sockets, null, null, WaitForever);
            }
            catch (Exception failure) when (failure is SocketException or ObjectDisposedException)
            {
                // Whoever it was finds out for itself: nobody may wait here for ever.
            }

            foreach (var socket in sockets) Wake(socket);
        }

        _bell.Dispose();
    }

    private void Wake(Socket socket)
    {
        if (ReferenceEquals(socket, _bell))
        {
            Span<byte> rung = stackalloc byte[64];
            while (_bell.Receive(rung, SocketFlags.None, out var error) > 0 && error == SocketError.Success)
            {
                // Each ring is one datagram.
            }

            return;
        }

        Action? wake;
        lock (_gate) _guests.Remove(socket, out wake);
        wake?.Invoke();
    }
}
