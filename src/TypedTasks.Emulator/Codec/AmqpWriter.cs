using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Text;

namespace TypedTasks.Emulator.Codec;

/// <summary>A growing buffer that AMQP values and frames are written into.</summary>
internal sealed class AmqpWriter(int capacity = 256)
{
    private byte[] buffer = new byte[capacity];

    public int Length { get; private set; }

    public int Capacity => buffer.Length;

    public ReadOnlySpan<byte> Written => buffer.AsSpan(0, Length);

    public byte[] Buffer => buffer;

    public byte[] ToArray() => Written.ToArray();

    public void Clear() => Length = 0;

    /// <summary>Clears, and gives an overgrown buffer back: a burst must not be paid for until the connection ends.</summary>
    public void Reset(int keep)
    {
        Length = 0;
        if (buffer.Length > keep)
            buffer = new byte[Math.Min(keep, 1024)];
    }

    /// <summary>Exchanges contents, so that one buffer is written while the other is sent.</summary>
    public void SwapWith(AmqpWriter other)
    {
        (buffer, other.buffer) = (other.buffer, buffer);
        (Length, other.Length) = (other.Length, Length);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Span<byte> Reserve(int count)
    {
        if (buffer.Length - Length < count)
            Grow(count);
        var span = buffer.AsSpan(Length, count);
        Length += count;
        return span;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Byte(byte value)
    {
        if (buffer.Length == Length)
            Grow(1);
        buffer[Length++] = value;
    }

    public void Raw(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Reserve(bytes.Length));

    public void Null() => Byte(FormatCode.Null);

    public void Boolean(bool value) => Byte(value ? FormatCode.True : FormatCode.False);

    public void UByte(byte value)
    {
        var span = Reserve(2);
        span[0] = FormatCode.UByte;
        span[1] = value;
    }

    public void UShort(ushort value)
    {
        var span = Reserve(3);
        span[0] = FormatCode.UShort;
        BinaryPrimitives.WriteUInt16BigEndian(span[1..], value);
    }

    public void UInt(uint value)
    {
        if (value == 0)
        {
            Byte(FormatCode.UInt0);
        }
        else if (value < 256)
        {
            var span = Reserve(2);
            span[0] = FormatCode.SmallUInt;
            span[1] = (byte)value;
        }
        else
        {
            var span = Reserve(5);
            span[0] = FormatCode.UInt;
            BinaryPrimitives.WriteUInt32BigEndian(span[1..], value);
        }
    }

    public void UInt(uint? value)
    {
        if (value is { } present)
            UInt(present);
        else
            Null();
    }

    public void ULong(ulong value)
    {
        var span = Reserve(9);
        span[0] = FormatCode.ULong;
        BinaryPrimitives.WriteUInt64BigEndian(span[1..], value);
    }

    public void Long(long value)
    {
        var span = Reserve(9);
        span[0] = FormatCode.Long;
        BinaryPrimitives.WriteInt64BigEndian(span[1..], value);
    }

    public void Timestamp(long milliseconds)
    {
        var span = Reserve(9);
        span[0] = FormatCode.Timestamp;
        BinaryPrimitives.WriteInt64BigEndian(span[1..], milliseconds);
    }

    public void Uuid(Guid value)
    {
        var span = Reserve(17);
        span[0] = FormatCode.Uuid;
        value.TryWriteBytes(span[1..], bigEndian: true, out _);
    }

    public void Binary(ReadOnlySpan<byte> value)
    {
        Sized(FormatCode.Binary8, FormatCode.Binary32, value.Length);
        Raw(value);
    }

    public void String(string? value)
    {
        if (value is null)
        {
            Null();
            return;
        }

        var length = Encoding.UTF8.GetByteCount(value);
        Sized(FormatCode.String8, FormatCode.String32, length);
        Encoding.UTF8.GetBytes(value, Reserve(length));
    }

    public void Symbol(string? value)
    {
        if (value is null)
        {
            Null();
            return;
        }

        Sized(FormatCode.Symbol8, FormatCode.Symbol32, value.Length);
        Encoding.ASCII.GetBytes(value, Reserve(value.Length));
    }

    public void Describe(byte descriptor)
    {
        var span = Reserve(3);
        span[0] = FormatCode.Described;
        span[1] = FormatCode.SmallULong;
        span[2] = descriptor;
    }

    /// <summary>Starts a list or map whose size is filled in at the end.</summary>
    public int BeginCompound(byte code)
    {
        var start = Length;
        Reserve(9)[0] = code;
        return start;
    }

    public void EndCompound(int start, int count)
    {
        BinaryPrimitives.WriteInt32BigEndian(buffer.AsSpan(start + 1), Length - start - 5);
        BinaryPrimitives.WriteInt32BigEndian(buffer.AsSpan(start + 5), count);
    }

    public int BeginFrame(byte type, ushort channel)
    {
        var start = Length;
        var span = Reserve(8);
        span[4] = 2;
        span[5] = type;
        BinaryPrimitives.WriteUInt16BigEndian(span[6..], channel);
        return start;
    }

    public void EndFrame(int start) => BinaryPrimitives.WriteInt32BigEndian(buffer.AsSpan(start), Length - start);

    public void PatchByte(int position, byte value) => buffer[position] = value;

    private void Sized(byte narrow, byte wide, int length)
    {
        if (length < 256)
        {
            var span = Reserve(2);
            span[0] = narrow;
            span[1] = (byte)length;
        }
        else
        {
            var span = Reserve(5);
            span[0] = wide;
            BinaryPrimitives.WriteInt32BigEndian(span[1..], length);
        }
    }

    private void Grow(int count) =>
        Array.Resize(ref buffer, Math.Max(buffer.Length * 2, checked(Length + count)));
}
