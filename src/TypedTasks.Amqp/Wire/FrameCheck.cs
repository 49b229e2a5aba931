using System.Buffers;
using System.Buffers.Binary;

namespace TypedTasks.Amqp.Wire;

/// <summary>
/// Reads along with the client library, which takes a header of eight bytes, and then the size and the rest of each frame (AMQP 1.0, part 2,
/// section 2.3), and checks a frame before the library decodes it, a message of several frames when the last is there.
/// </summary>
internal sealed class FrameCheck
{
    private const int HeaderSize = 8;
    private const int SizeSize = 4;
    private const ulong Transfer = 0x14;
    private const ulong Detach = 0x16;
    private readonly Dictionary<uint, ArrayBufferWriter<byte>> parts = [];
    private readonly byte[] size = new byte[SizeSize];
    private bool isInBody;
    private int missing = HeaderSize;
    private int bodySize;
    private bool isHeader = true;

    /// <summary>What the library has just received.</summary>
    /// <exception cref="global::Amqp.AmqpException">It must not be decoded.</exception>
    public void Received(byte[] buffer, int offset, int count)
    {
        if (!isInBody && !isHeader)
            buffer.AsSpan(offset, count).CopyTo(size.AsSpan(SizeSize - missing));
        missing -= count;
        if (missing > 0)
            return;
        if (isInBody)
        {
            // The library reads a frame into one place.
            Frame(buffer.AsSpan(offset + count - bodySize, bodySize));
            Expect(SizeSize, inBody: false);
        }
        else if (isHeader)
        {
            isHeader = false;
            Expect(SizeSize, inBody: false);
        }
        else
        {
            bodySize = BinaryPrimitives.ReadInt32BigEndian(size) - SizeSize;
            Expect(bodySize, inBody: true);
        }
    }

    private void Expect(int bytes, bool inBody) => (missing, isInBody) = (bytes, inBody);

    private void Frame(ReadOnlySpan<byte> frame)
    {
        // The offset of the body counts words of four bytes from the size on.
        if (frame.Length < SizeSize || frame[1] != 0 || ((frame[0] * 4) - SizeSize) is not (>= SizeSize and var start) || start >= frame.Length)
            return;
        var body = new CountCheck(frame[start..]);
        body.Value();
        var performative = new CountCheck(frame[start..^body.Rest.Length]);
        performative.Byte();
        switch (Descriptor(ref performative))
        {
            case Transfer:
                Part(ref performative, body.Rest);
                break;
            case Detach when performative.EnterList() > 0:
                parts.Remove(UInt(ref performative));
                break;
        }
    }

    private void Part(ref CountCheck transfer, ReadOnlySpan<byte> payload)
    {
        var fields = transfer.EnterList();
        var handle = fields > 0 ? UInt(ref transfer) : 0;
        var more = false;
        var aborted = false;
        for (var field = 1; field < fields; field++)
        {
            var before = transfer.Rest;
            transfer.Value();
            var value = before[..^transfer.Rest.Length];
            if (field == 5)
                more = IsTrue(value);
            else if (field == 9)
                aborted = IsTrue(value);
        }

        if (!more && !aborted && !parts.ContainsKey(handle))
        {
            CountCheck.Message(payload);
            return;
        }

        if (!parts.TryGetValue(handle, out var whole))
            parts[handle] = whole = new();
        whole.Write(payload);
        if (more && !aborted)
            return;
        parts.Remove(handle);
        if (!aborted)
            CountCheck.Message(whole.WrittenSpan);
    }

    private static bool IsTrue(ReadOnlySpan<byte> value) => value is [0x41] or [0x56, 1];

    private static ulong Descriptor(ref CountCheck reader) => reader.Byte() switch
    {
        0x53 => reader.Byte(),
        0x80 => BinaryPrimitives.ReadUInt64BigEndian(reader.Take(8)),
        _ => 0,
    };

    private static uint UInt(ref CountCheck reader) => reader.Byte() switch
    {
        0x52 => reader.Byte(),
        0x70 => BinaryPrimitives.ReadUInt32BigEndian(reader.Take(4)),
        _ => 0,
    };
}
