using System.Buffers.Binary;
using System.Text;

namespace TypedTasks.Emulator.Codec;

/// <summary>Reads any value as an object: for the rare frames and for management, never for a message's way through.</summary>
internal static class AmqpValueReader
{
    public static object? Read(ReadOnlySpan<byte> bytes)
    {
        var reader = new AmqpReader(bytes);
        return Read(ref reader);
    }

    public static object? Read(ref AmqpReader reader, int depth = 0)
    {
        if (depth > AmqpReader.MaxDepth)
            throw AmqpReader.Malformed("Values are nested too deeply.");
        if (reader.Peek() != FormatCode.Described)
            return ReadContent(ref reader, reader.TakeByte(), depth);
        reader.TakeByte();
        var tag = Read(ref reader, depth + 1);
        return new Described(tag, Read(ref reader, depth + 1));
    }

    private static object? ReadContent(ref AmqpReader reader, byte code, int depth)
    {
        if (depth > AmqpReader.MaxDepth)
            throw AmqpReader.Malformed("Values are nested too deeply.");
        switch (code)
        {
            case FormatCode.List0 or FormatCode.List8 or FormatCode.List32:
                return ReadList(ref reader, code, depth);
            case FormatCode.Map8 or FormatCode.Map32:
                return ReadMap(ref reader, code, depth);
            case FormatCode.Array8 or FormatCode.Array32:
                return ReadArray(ref reader, code, depth);
            default:
                return ReadPrimitive(ref reader, code);
        }
    }

    private static List<object?> ReadList(ref AmqpReader reader, byte code, int depth)
    {
        var count = reader.ReadListHeader(code, out _);
        var list = new List<object?>(Math.Min(count, 64));
        for (var i = 0; i < count; i++)
            list.Add(Read(ref reader, depth + 1));
        return list;
    }

    private static AmqpMap ReadMap(ref AmqpReader reader, byte code, int depth)
    {
        var count = reader.ReadMapHeader(code, out _);
        var map = new AmqpMap();
        for (var i = 0; i < count; i++)
        {
            var key = Read(ref reader, depth + 1) ?? throw AmqpReader.Malformed("A map has a null key.");
            map.Put(key, Read(ref reader, depth + 1));
        }

        return map;
    }

    private static object?[] ReadArray(ref AmqpReader reader, byte array, int depth)
    {
        var wide = array == FormatCode.Array32;
        var size = wide ? reader.TakeLength() : reader.TakeByte();
        if (size > reader.Remaining)
            throw AmqpReader.Malformed("An array reaches past the end of its frame.");
        var end = reader.Position + size;
        var count = wide ? reader.TakeLength() : reader.TakeByte();
        // Some write no constructor where there is nothing to construct.
        if (count == 0 && reader.Position >= end)
            return [];
        object? tag = null;
        var code = reader.TakeByte();
        if (code == FormatCode.Described)
        {
            tag = Read(ref reader, depth + 1);
            code = reader.TakeByte();
        }

        ValueWidth.CheckCount(count, code, size, end - reader.Position);
        var items = new object?[count];
        for (var i = 0; i < count; i++)
        {
            var item = ReadContent(ref reader, code, depth + 1);
            items[i] = tag is null ? item : new Described(tag, item);
        }

        return items;
    }

    private static object? ReadPrimitive(ref AmqpReader reader, byte code) => code switch
    {
        FormatCode.Null => null,
        FormatCode.True => true,
        FormatCode.False => false,
        FormatCode.Boolean => reader.TakeByte() != 0,
        FormatCode.UByte => reader.TakeByte(),
        FormatCode.Byte => (sbyte)reader.TakeByte(),
        FormatCode.UShort => BinaryPrimitives.ReadUInt16BigEndian(reader.Take(2)),
        FormatCode.Short => BinaryPrimitives.ReadInt16BigEndian(reader.Take(2)),
        FormatCode.UInt0 => 0u,
        FormatCode.SmallUInt => (uint)reader.TakeByte(),
        FormatCode.UInt => BinaryPrimitives.ReadUInt32BigEndian(reader.Take(4)),
        FormatCode.SmallInt => (int)(sbyte)reader.TakeByte(),
        FormatCode.Int => BinaryPrimitives.ReadInt32BigEndian(reader.Take(4)),
        FormatCode.ULong0 => 0ul,
        FormatCode.SmallULong => (ulong)reader.TakeByte(),
        FormatCode.ULong => BinaryPrimitives.ReadUInt64BigEndian(reader.Take(8)),
        FormatCode.SmallLong => (long)(sbyte)reader.TakeByte(),
        FormatCode.Long => BinaryPrimitives.ReadInt64BigEndian(reader.Take(8)),
        FormatCode.Float => BinaryPrimitives.ReadSingleBigEndian(reader.Take(4)),
        FormatCode.Double => BinaryPrimitives.ReadDoubleBigEndian(reader.Take(8)),
        FormatCode.Char => new AmqpOpaque(code, reader.Take(4).ToArray()),
        FormatCode.Decimal32 => new AmqpOpaque(code, reader.Take(4).ToArray()),
        FormatCode.Decimal64 => new AmqpOpaque(code, reader.Take(8).ToArray()),
        FormatCode.Decimal128 => new AmqpOpaque(code, reader.Take(16).ToArray()),
        FormatCode.Timestamp => new AmqpTimestamp(BinaryPrimitives.ReadInt64BigEndian(reader.Take(8))),
        FormatCode.Uuid => new Guid(reader.Take(16), bigEndian: true),
        FormatCode.Binary8 => reader.Take(reader.TakeByte()).ToArray(),
        FormatCode.Binary32 => reader.Take(reader.TakeLength()).ToArray(),
        FormatCode.String8 => Encoding.UTF8.GetString(reader.Take(reader.TakeByte())),
        FormatCode.String32 => Encoding.UTF8.GetString(reader.Take(reader.TakeLength())),
        FormatCode.Symbol8 => new Symbol(Encoding.ASCII.GetString(reader.Take(reader.TakeByte()))),
        FormatCode.Symbol32 => new Symbol(Encoding.ASCII.GetString(reader.Take(reader.TakeLength()))),
        _ => throw AmqpReader.Malformed("An unknown type was found."),
    };
}
