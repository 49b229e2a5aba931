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
    private readonly object gate = new();
    private Stream? stream;
    private byte[] filling = [];
    private byte[] writing = [];
    private int filled;
    private bool isWriting;
    private bool isBroken;

    public Socket? Resting => null;

    public void Open()
    {
        try
        {
            var stream = open();
            lock (gate)
                this.stream = stream;
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
            return stream!.Read(target);
        }
        catch (Exception lost) when (lost is IOException or ObjectDisposedException)
        {
            error = SocketError.ConnectionReset;
            return -1;
        }
    }

    public int Send(ReadOnlySpan<byte> bytes, out SocketError error)
    {
        lock (gate)
        {
            error = isBroken ? SocketError.ConnectionReset : filled == Capacity ? SocketError.WouldBlock : SocketError.Success;
            if (error != SocketError.Success)
                return 0;
            var count = Math.Min(bytes.Length, Capacity - filled);
            if (filling.Length < filled + count)
                Array.Resize(ref filling, Math.Min(Capacity, Math.Max(4096, (filled + count) * 2)));
            bytes[..count].CopyTo(filling.AsSpan(filled));
            filled += count;
            Monitor.PulseAll(gate);
            return count;
        }
    }

    public bool Poll(int microseconds, SelectMode mode)
    {
        if (mode == SelectMode.SelectRead)
            return true;
        lock (gate)
        {
            while (filled == Capacity && !isBroken)
                Monitor.Wait(gate);
            return true;
        }
    }

    public void Drain(TimeSpan patience)
    {
        lock (gate)
        {
            // What is left after one wait is what the peer does not read.
            while ((filled > 0 || isWriting) && !isBroken)
                if (!Monitor.Wait(gate, patience))
                    return;
        }
    }

    public void Shutdown(SocketShutdown how)
    {
        if (how == SocketShutdown.Both)
            Break();
        socket.Shutdown(how);
    }

    public void Dispose()
    {
        Break();
        socket.Dispose();
        stream?.Dispose();
    }

    private void Break()
    {
        lock (gate)
        {
            isBroken = true;
            Monitor.PulseAll(gate);
        }
    }

    private void Write()
    {
        try
        {
            while (Take() is var count and > 0)
            {
                stream!.Write(writing, 0, count);
                stream.Flush();
            }
        }
        catch (Exception lost) when (lost is IOException or ObjectDisposedException or InvalidOperationException)
        {
            Break();
        }
    }

    private int Take()
    {
        lock (gate)
        {
            isWriting = false;
            Monitor.PulseAll(gate);
            while (filled == 0 && !isBroken)
                Monitor.Wait(gate);
            if (isBroken)
                return 0;
            (filling, writing) = (writing, filling);
            var count = filled;
            filled = 0;
            isWriting = true;
            Monitor.PulseAll(gate);
            return count;
        }
    }
}
