using System.Net.Sockets;
using System.Security.Authentication;

namespace TypedTasks.Emulator.Network;

/// <summary>
/// Bytes that go through a stream, such as TLS, which cannot say what it would wait for: a thread of its own writes, so
/// that no other connection waits for a slow peer, and a bounded buffer between tells when there is too much.
/// </summary>
internal sealed class StreamWire(Socket socket, Func<Stream> open) : IWire
{
    private const int Capacity = 64 * 1024;
    private readonly object _gate = new();
    private Stream? _stream;
    private byte[] _filling = [];
    private byte[] _writing = [];
    private int _filled;
    private bool _isWriting;
    private bool _isBroken;

    public Socket? Resting => null;

    public void Open()
    {
        try
        {
            var stream = open();
            lock (_gate) _stream = stream;
        }
        catch (AuthenticationException failure)
        {
            throw new IOException(failure.Message, failure);
        }

        new Thread(Write, 256 * 1024) { IsBackground = true, Name = "Service Bus emulator stream writer" }.Start();
    }

    public int Receive(Span<byte> target, out SocketError error)
    {
        try
        {
            error = SocketError.Success;
            return _stream!.Read(target);
        }
        catch (Exception lost) when (lost is IOException or ObjectDisposedException)
        {
            error = SocketError.ConnectionReset;
            return -1;
        }
    }

    public int Send(ReadOnlySpan<byte> bytes, out SocketError error)
    {
        lock (_gate)
        {
            error = _isBroken ? SocketError.ConnectionReset : _filled == Capacity ? SocketError.WouldBlock : SocketError.Success;
            if (error != SocketError.Success) return 0;
            var count = Math.Min(bytes.Length, Capacity - _filled);
            if (_filling.Length < _filled + count) Array.Resize(ref _filling, Math.Min(Capacity, Math.Max(4096, (_filled + count) * 2)));
            bytes[..count].CopyTo(_filling.AsSpan(_filled));
            _filled += count;
            Monitor.PulseAll(_gate);
            return count;
        }
    }

    public bool Poll(int microseconds, SelectMode mode)
    {
        if (mode == SelectMode.SelectRead) return true;
        lock (_gate)
        {
            while (_filled == Capacity && !_isBroken) Monitor.Wait(_gate);
            return true;
        }
    }

    public void Drain(TimeSpan patience)
    {
        lock (_gate)
        {
            // What is left after one wait is what the peer does not read.
            while ((_filled > 0 || _isWriting) && !_isBroken)
                if (!Monitor.Wait(_gate, patience)) return;
        }
    }

    public void Shutdown(SocketShutdown how)
    {
        if (how == SocketShutdown.Both) Break();
        socket.Shutdown(how);
    }

    public void Dispose()
    {
        Break();
        socket.Dispose();
        _stream?.Dispose();
    }

    private void Break()
    {
        lock (_gate)
        {
            _isBroken = true;
            Monitor.PulseAll(_gate);
        }
    }

    private void Write()
    {
        try
        {
            while (Take() is var count and > 0)
            {
                _stream!.Write(_writing, 0, count);
                _stream.Flush();
            }
        }
        catch (Exception lost) when (lost is IOException or ObjectDisposedException or InvalidOperationException)
        {
            Break();
        }
    }

    private int Take()
    {
        lock (_gate)
        {
            _isWriting = false;
            Monitor.PulseAll(_gate);
            while (_filled == 0 && !_isBroken) Monitor.Wait(_gate);
            if (_isBroken) return 0;
            (_filling, _writing) = (_writing, _filling);
            var count = _filled;
            _filled = 0;
            _isWriting = true;
            Monitor.PulseAll(_gate);
            return count;
        }
    }
}
