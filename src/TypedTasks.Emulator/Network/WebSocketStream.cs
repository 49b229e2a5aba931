using System.Buffers.Binary;

namespace TypedTasks.Emulator.Network;

/// <summary>
/// The bytes within the binary messages of a WebSocket, by blocking calls: frames are taken apart as they come, and nothing
/// is kept of them. The classes of the framework would finish their reads on the pool that user code may block.
/// </summary>
internal sealed class WebSocketStream(Stream inner) : Stream
{
    private const int MaxControlLength = 125;
    private const byte Final = 0x80;
    private const byte Masked = 0x80;
    private const byte Continuation = 0;
    private const byte Binary = 2;
    private const byte CloseCode = 8;
    private const byte Ping = 9;
    private const byte Pong = 10;
    private const int ProtocolError = 1002;
    private const int UnsupportedData = 1003;

    private readonly Lock writing = new();
    private readonly byte[] mask = new byte[4];
    private long left;
    private int maskAt;
    private bool isOpenMessage;
    private bool isClosed;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(Span<byte> buffer)
    {
        while (left == 0)
            if (isClosed || !NextFrame())
                return 0;
        var count = inner.Read(buffer[..(int)Math.Min(buffer.Length, left)]);
        left -= count;
        Unmask(buffer[..count]);
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer) => WriteFrame(Binary, buffer);

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush() => inner.Flush();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>Reads heads until one announces data; false at the end.</summary>
    private bool NextFrame()
    {
        Span<byte> head = stackalloc byte[8];
        if (inner.ReadAtLeast(head[..2], 2, throwOnEndOfStream: false) < 2)
            return false;
        var (isFinal, code, length) = ((head[0] & Final) != 0, (byte)(head[0] & 0x0f), (long)(head[1] & ~Masked));
        // Extensions were not agreed on, and a client that does not mask may be a page that speaks to somebody else.
        if ((head[0] & 0x70) != 0 || (head[1] & Masked) == 0)
            return Close(ProtocolError);
        if (code >= CloseCode)
            return length <= MaxControlLength && isFinal ? Control(code, (int)length) : Close(ProtocolError);
        if (length == 126)
        {
            inner.ReadExactly(head[..2]);
            length = BinaryPrimitives.ReadUInt16BigEndian(head);
        }
        else if (length == 127)
        {
            inner.ReadExactly(head);
            length = BinaryPrimitives.ReadInt64BigEndian(head);
            if (length < 0)
                return Close(ProtocolError);
        }

        inner.ReadExactly(mask);
        maskAt = 0;
        if (code is not (Binary or Continuation))
            return Close(UnsupportedData);
        if (isOpenMessage != (code == Continuation))
            return Close(ProtocolError);
        isOpenMessage = !isFinal;
        left = length;
        return true;
    }

    private bool Control(byte code, int length)
    {
        Span<byte> payload = stackalloc byte[MaxControlLength];
        inner.ReadExactly(mask);
        maskAt = 0;
        inner.ReadExactly(payload[..length]);
        Unmask(payload[..length]);
        if (code == Ping)
            WriteFrame(Pong, payload[..length]);
        else if (code == CloseCode)
            return Close(length >= 2 ? BinaryPrimitives.ReadUInt16BigEndian(payload) : null);
        else if (code != Pong)
            return Close(ProtocolError);
        return true;
    }

    private bool Close(int? reason)
    {
        isClosed = true;
        Span<byte> payload = stackalloc byte[2];
        if (reason is { } code)
            BinaryPrimitives.WriteUInt16BigEndian(payload, (ushort)code);
        WriteFrame(CloseCode, reason is null ? [] : payload);
        return false;
    }

    private void Unmask(Span<byte> bytes)
    {
        foreach (ref var octet in bytes)
            octet ^= mask[maskAt++ & 3];
        maskAt &= 3;
    }

    private void WriteFrame(byte code, ReadOnlySpan<byte> payload)
    {
        var extended = payload.Length <= MaxControlLength ? 0 : payload.Length <= ushort.MaxValue ? 2 : 8;
        var frame = new byte[2 + extended + payload.Length];
        frame[0] = (byte)(Final | code);
        frame[1] = extended switch { 0 => (byte)payload.Length, 2 => 126, _ => 127 };
        if (extended == 2)
            BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(2), (ushort)payload.Length);
        else if (extended == 8)
            BinaryPrimitives.WriteInt64BigEndian(frame.AsSpan(2), payload.Length);
        payload.CopyTo(frame.AsSpan(2 + extended));
        // Answers to pings and closes come from the thread that reads.
        lock (writing)
        {
            inner.Write(frame);
            inner.Flush();
        }
    }
}
