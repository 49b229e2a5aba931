using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Text;

namespace TypedTasks.Emulator.Codec;

/// <summary>Reads AMQP primitives from bytes that nobody vouches for: every length is checked before it is used.</summary>
internal ref struct AmqpReader(ReadOnlySpan<byte> bytes)
{
    public const int MaxDepth = 16;

    private readonly ReadOnlySpan<byte> bytes = bytes;

    public int Position { get; private set; }

    public readonly bool AtEnd => Position >= bytes.Length;

    public readonly int Remaining => bytes.Length - Position;

    public static AmqpException Malformed(string what) => new(ErrorCondition.DecodeError, what);

    public readonly byte Peek() => Position < bytes.Length ? bytes[Position] : throw Malformed("The value ends too early.");

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<byte> Take(int count)
    {
        if ((uint)count > (uint)(bytes.Length - Position))
            throw Malformed("A length reaches past the end of its frame.");
        var taken = bytes.Slice(Position, count);
        Position += count;
        return taken;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public byte TakeByte() => Position < bytes.Length ? bytes[Position++] : throw Malformed("The value ends too early.");

    public int TakeLength()
    {
        var length = BinaryPrimitives.ReadUInt32BigEndian(Take(4));
        return length <= int.MaxValue ? (int)length : throw Malformed("A length is out of range.");
    }

    /// <summary>Reads a numeric descriptor; a symbolic one gives zero, which nothing known has.</summary>
    public ulong ReadDescriptor()
    {
        if (TakeByte() != FormatCode.Described)
            throw Malformed("A described type was expected.");
        switch (Peek())
        {
            case FormatCode.SmallULong or FormatCode.ULong or FormatCode.ULong0: return ReadULong() ?? 0;
            default: Skip(); return 0;
        }
    }

    /// <summary>Enters a list and returns the number of its fields.</summary>
    public int ReadListHeader(out int end) => ReadListHeader(TakeByte(), out end);

    public int ReadListHeader(byte code, out int end)
    {
        switch (code)
        {
            case FormatCode.List0: end = Position; return 0;
            case FormatCode.List8: return Compound(TakeByte(), wide: false, out end);
            case FormatCode.List32: return Compound(TakeLength(), wide: true, out end);
            default: throw Malformed("A list was expected.");
        }
    }

    /// <summary>Enters a map and returns the number of its entries; null gives -1.</summary>
    public int ReadMapHeader(out int end) => ReadMapHeader(TakeByte(), out end);

    public int ReadMapHeader(byte code, out int end)
    {
        int items;
        switch (code)
        {
            case FormatCode.Null: end = Position; return -1;
            case FormatCode.Map8: items = Compound(TakeByte(), wide: false, out end); break;
            case FormatCode.Map32: items = Compound(TakeLength(), wide: true, out end); break;
            default: throw Malformed("A map was expected.");
        }

        return (items & 1) == 0 ? items / 2 : throw Malformed("A map has a key without a value.");
    }

    public void Seek(int position) => Position = position;

    public bool ReadNull()
    {
        if (Peek() != FormatCode.Null)
            return false;
        Position++;
        return true;
    }

    public uint? ReadUInt() => TakeByte() switch
    {
        FormatCode.Null => null,
        FormatCode.UInt0 => 0,
        FormatCode.SmallUInt => TakeByte(),
        FormatCode.UInt => BinaryPrimitives.ReadUInt32BigEndian(Take(4)),
        _ => throw Malformed("An unsigned integer was expected."),
    };

    public ulong? ReadULong() => TakeByte() switch
    {
        FormatCode.Null => null,
        FormatCode.ULong0 => 0,
        FormatCode.SmallULong => TakeByte(),
        FormatCode.ULong => BinaryPrimitives.ReadUInt64BigEndian(Take(8)),
        _ => throw Malformed("An unsigned long was expected."),
    };

    public ushort? ReadUShort() => TakeByte() switch
    {
        FormatCode.Null => null,
        FormatCode.UShort => BinaryPrimitives.ReadUInt16BigEndian(Take(2)),
        _ => throw Malformed("An unsigned short was expected."),
    };

    public byte? ReadUByte() => TakeByte() switch
    {
        FormatCode.Null => null,
        FormatCode.UByte => TakeByte(),
        _ => throw Malformed("An unsigned byte was expected."),
    };

    public bool? ReadBoolean() => TakeByte() switch
    {
        FormatCode.Null => null,
        FormatCode.True => true,
        FormatCode.False => false,
        FormatCode.Boolean => TakeByte() != 0,
        _ => throw Malformed("A boolean was expected."),
    };

    public long? ReadTimestamp() => TakeByte() switch
    {
        FormatCode.Null => null,
        FormatCode.Timestamp => BinaryPrimitives.ReadInt64BigEndian(Take(8)),
        _ => throw Malformed("A timestamp was expected."),
    };

    public string? ReadString() => TakeByte() switch
    {
        FormatCode.Null => null,
        FormatCode.String8 => Encoding.UTF8.GetString(Take(TakeByte())),
        FormatCode.String32 => Encoding.UTF8.GetString(Take(TakeLength())),
        FormatCode.Symbol8 => Encoding.ASCII.GetString(Take(TakeByte())),
        FormatCode.Symbol32 => Encoding.ASCII.GetString(Take(TakeLength())),
        _ => throw Malformed("A string was expected."),
    };

    /// <summary>Reads binary, string or symbol as the bytes they have on the wire.</summary>
    public ReadOnlySpan<byte> ReadBytes() => TakeByte() switch
    {
        FormatCode.Null => default,
        FormatCode.Binary8 or FormatCode.String8 or FormatCode.Symbol8 => Take(TakeByte()),
        FormatCode.Binary32 or FormatCode.String32 or FormatCode.Symbol32 => Take(TakeLength()),
        _ => throw Malformed("Bytes were expected."),
    };

    /// <summary>Returns the bytes of the next value, constructor included.</summary>
    public ReadOnlySpan<byte> ReadRaw()
    {
        var start = Position;
        Skip();
        return bytes[start..Position];
    }

    /// <summary>Steps over one value without looking into compounds: their size says where they end.</summary>
    public void Skip()
    {
        var code = TakeByte();
        for (var depth = 0; code == FormatCode.Described; depth++)
        {
            if (depth >= MaxDepth)
                throw Malformed("Values are nested too deeply.");
            if (Peek() == FormatCode.Described)
                throw Malformed("A descriptor cannot be described.");
            Skip();
            code = TakeByte();
        }

        switch (code >> 4)
        {
            case 0x4: break;
            case 0x5: Take(1); break;
            case 0x6: Take(2); break;
            case 0x7: Take(4); break;
            case 0x8: Take(8); break;
            case 0x9: Take(16); break;
            case 0xA or 0xC or 0xE: Take(TakeByte()); break;
            case 0xB or 0xD or 0xF: Take(TakeLength()); break;
            default: throw Malformed("An unknown type was found.");
        }
    }

    private int Compound(int size, bool wide, out int end)
    {
        if (size > Remaining || size < (wide ? 4 : 1))
            throw Malformed("A compound reaches past the end of its frame.");
        end = Position + size;
        var count = wide ? TakeLength() : TakeByte();
        // Every item takes a byte at least, so a larger count is a lie that must not be allocated for.
        return count <= end - Position ? count : throw Malformed("A compound counts more items than it has bytes.");
    }
}
