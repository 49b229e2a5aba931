using System.Buffers.Binary;
using System.Text;

namespace TypedTasks.Emulator.Codec;

/// <summary>Writes arrays: one constructor, the widest of its type, and the items without theirs.</summary>
internal static class AmqpArrayWriter
{
    public static void Write(AmqpWriter writer, object?[] array)
    {
        var start = writer.BeginCompound(FormatCode.Array32);
        var first = array.Length == 0 ? null : array[0];
        if (first is Described described)
        {
            writer.Byte(FormatCode.Described);
            writer.Value(described.Tag);
            first = described.Value;
        }

        var code = Constructor(first);
        writer.Byte(code);
        foreach (var item in array)
            Item(writer, code, item is Described { Value: var value } ? value : item);
        writer.EndCompound(start, array.Length);
    }

    private static byte Constructor(object? item) => item switch
    {
        null => FormatCode.Null,
        bool => FormatCode.Boolean,
        byte => FormatCode.UByte,
        sbyte => FormatCode.Byte,
        ushort => FormatCode.UShort,
        short => FormatCode.Short,
        uint => FormatCode.UInt,
        int => FormatCode.Int,
        ulong => FormatCode.ULong,
        long => FormatCode.Long,
        float => FormatCode.Float,
        double => FormatCode.Double,
        AmqpOpaque opaque => opaque.Code,
        AmqpTimestamp => FormatCode.Timestamp,
        Guid => FormatCode.Uuid,
        byte[] => FormatCode.Binary32,
        string => FormatCode.String32,
        Symbol => FormatCode.Symbol32,
        AmqpMap => FormatCode.Map32,
        object?[] => FormatCode.Array32,
        IReadOnlyList<object?> => FormatCode.List32,
        _ => throw new NotSupportedException($"Arrays of {item.GetType()} are not written."),
    };

    private static void Item(AmqpWriter writer, byte code, object? item)
    {
        if (Constructor(item) != code)
            throw new NotSupportedException("An array has items of different types.");
        switch (item)
        {
            case null: break;
            case bool flag: writer.Byte(flag ? (byte)1 : (byte)0); break;
            case byte number: writer.Byte(number); break;
            case sbyte number: writer.Byte((byte)number); break;
            case ushort number: BinaryPrimitives.WriteUInt16BigEndian(writer.Reserve(2), number); break;
            case short number: BinaryPrimitives.WriteInt16BigEndian(writer.Reserve(2), number); break;
            case uint number: BinaryPrimitives.WriteUInt32BigEndian(writer.Reserve(4), number); break;
            case int number: BinaryPrimitives.WriteInt32BigEndian(writer.Reserve(4), number); break;
            case ulong number: BinaryPrimitives.WriteUInt64BigEndian(writer.Reserve(8), number); break;
            case long number: BinaryPrimitives.WriteInt64BigEndian(writer.Reserve(8), number); break;
            case float number: BinaryPrimitives.WriteSingleBigEndian(writer.Reserve(4), number); break;
            case double number: BinaryPrimitives.WriteDoubleBigEndian(writer.Reserve(8), number); break;
            case AmqpOpaque opaque: writer.Raw(opaque.Bytes); break;
            case AmqpTimestamp time: BinaryPrimitives.WriteInt64BigEndian(writer.Reserve(8), time.Milliseconds); break;
            case Guid id: id.TryWriteBytes(writer.Reserve(16), bigEndian: true, out _); break;
            case byte[] bytes: Sized(writer, bytes); break;
            case string text: Sized(writer, Encoding.UTF8.GetBytes(text)); break;
            case Symbol symbol: Sized(writer, Encoding.ASCII.GetBytes(symbol.Text)); break;
            default: Nested(writer, item); break;
        }
    }

    // A nested compound is written whole into a buffer of its own: its constructor, one byte, is the array's.
    private static void Nested(AmqpWriter writer, object item)
    {
        var whole = new AmqpWriter();
        if (item is AmqpMap map)
            AmqpValueWriter.Map(whole, map);
        else if (item is object?[] array)
            Write(whole, array);
        else
            AmqpValueWriter.WideList(whole, (IReadOnlyList<object?>)item);
        writer.Raw(whole.Written[1..]);
    }

    private static void Sized(AmqpWriter writer, byte[] bytes)
    {
        BinaryPrimitives.WriteInt32BigEndian(writer.Reserve(4), bytes.Length);
        writer.Raw(bytes);
    }
}
