using System.Buffers.Binary;
using System.Net.Sockets;
using TypedTasks.Emulator.Codec;

namespace TypedTasks.Emulator.Benchmarks.Wire;

/// <summary>Frames over a socket that blocks.</summary>
internal sealed class FrameSocket(Socket socket) : IDisposable
{
    private byte[] input = new byte[4 * 1024];
    private int start;
    private int end;

    public AmqpWriter Out { get; } = new();

    public void Flush()
    {
        for (var rest = Out.Written; rest.Length > 0;)
            rest = rest[socket.Send(rest)..];
        Out.Clear();
    }

    /// <summary>Blocks until there is more; false if there is none.</summary>
    public bool Wait()
    {
        if (start > 0)
            input.AsSpan(start, end - start).CopyTo(input);
        (start, end) = (0, end - start);
        if (end * 2 > input.Length && input.Length < 256 * 1024)
            Array.Resize(ref input, input.Length * 4);
        var count = socket.Receive(input.AsSpan(end));
        end += count;
        return count > 0;
    }

    /// <summary>The next frame of what has been received.</summary>
    public bool TryRead(out ReadOnlySpan<byte> frame)
    {
        frame = default;
        if (end - start < 8)
            return false;
        var size = BinaryPrimitives.ReadInt32BigEndian(input.AsSpan(start));
        if (end - start < size)
            return false;
        frame = input.AsSpan(start, size);
        start += size;
        return true;
    }

    public ReadOnlySpan<byte> ReadFrame()
    {
        ReadOnlySpan<byte> frame;
        while (!TryRead(out frame))
            if (!Wait())
                throw new InvalidOperationException("The peer has closed the connection.");
        return frame;
    }

    public void ReadRaw(int count)
    {
        while (end - start < count)
            if (!Wait())
                throw new InvalidOperationException("The peer has closed the connection.");
        start += count;
    }

    public void Dispose() => socket.Dispose();
}
