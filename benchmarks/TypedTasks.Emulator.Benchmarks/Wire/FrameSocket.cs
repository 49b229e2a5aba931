using System.Buffers.Binary;
using System.Net.Sockets;
using TypedTasks.Emulator.Codec;

namespace TypedTasks.Emulator.Benchmarks.Wire;

/// <summary>Frames over a socket that blocks.</summary>
internal sealed class FrameSocket(Socket socket) : IDisposable
{
    private byte[] _in = new byte[4 * 1024];
    private int _start;
    private int _end;

    public AmqpWriter Out { get; } = new();

    public void Flush()
    {
        for (var rest = Out.Written; rest.Length > 0;) rest = rest[socket.Send(rest)..];
        Out.Clear();
    }

    /// <summary>Blocks until there is more; false if there is none.</summary>
    public bool Wait()
    {
        if (_start > 0) _in.AsSpan(_start, _end - _start).CopyTo(_in);
        (_start, _end) = (0, _end - _start);
        if (_end * 2 > _in.Length && _in.Length < 256 * 1024) Array.Resize(ref _in, _in.Length * 4);
        var count = socket.Receive(_in.AsSpan(_end));
        _end += count;
        return count > 0;
    }

    /// <summary>The next frame of what has been received.</summary>
    public bool TryRead(out ReadOnlySpan<byte> frame)
    {
        frame = default;
        if (_end - _start < 8) return false;
        var size = BinaryPrimitives.ReadInt32BigEndian(_in.AsSpan(_start));
        if (_end - _start < size) return false;
        frame = _in.AsSpan(_start, size);
        _start += size;
        return true;
    }

    public ReadOnlySpan<byte> ReadFrame()
    {
        ReadOnlySpan<byte> frame;
        while (!TryRead(out frame))
            if (!Wait()) throw new InvalidOperationException("The peer has closed the connection.");
        return frame;
    }

    public void ReadRaw(int count)
    {
        while (_end - _start < count)
            if (!Wait()) throw new InvalidOperationException("The peer has closed the connection.");
        _start += count;
    }

    public void Dispose() => socket.Dispose();
}
