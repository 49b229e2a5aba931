using System.Buffers.Binary;

namespace TypedTasks.Emulator.Codec;

/// <summary>Writes what <see cref="AmqpValueReader"/> reads.</summary>
internal static class AmqpValueWriter
{
    public static void Value(this AmqpWriter writer, object? value)
    {
        switch (value)
        {
            case null: writer.Null(); break;
            case bool flag: writer.Boolean(flag); break;
            case byte number: writer.UByte(number); break;
            case ushort number: writer.UShort(number); break;
            case uint number: writer.UInt(number); break;
            case ulong number: writer.ULong(number); break;
            case long number: writer.Long(number); break;
            case AmqpTimestamp time: writer.Timestamp(time.Milliseconds); break;
            case Guid id: writer.Uuid(id); break;
            case byte[] bytes: writer.Binary(bytes); break;
            case string text: writer.String(text); break;
            case Symbol symbol: writer.Symbol(symbol.Text); break;
            case AmqpMap map: Map(writer, map); break;
            case object?[] array: Array(writer, array); break;
            case IReadOnlyList<object?> list: List(writer, list); break;
            case Described described:
                writer.Byte(FormatCode.Described);
                Value(writer, described.Tag);
                Value(writer, described.Value);
                break;
            default: Small(writer, value); break;
        }
    }

    private static void Small(AmqpWriter writer, object value)
    {
        switch (value)
        {
            case sbyte number:
                writer.Byte(FormatCode.Byte);
                writer.Byte((byte)number);
                break;
            case short number:
                writer.Byte(FormatCode.Short);
                BinaryPrimitives.WriteInt16BigEndian(writer.Reserve(2), number);
                break;
            case int number:
                writer.Byte(FormatCode.Int);
                BinaryPrimitives.WriteInt32BigEndian(writer.Reserve(4), number);
                break;
            case float number:
                writer.Byte(FormatCode.Float);
                BinaryPrimitives.WriteSingleBigEndian(writer.Reserve(4), number);
                break;
            case double number:
                writer.Byte(FormatCode.Double);
                BinaryPrimitives.WriteDoubleBigEndian(writer.Reserve(8), number);
                break;
            case AmqpOpaque opaque:
                writer.Byte(opaque.Code);
                writer.Raw(opaque.Bytes);
                break;
            default:
                throw new NotSupportedException($"{value.GetType()} has no AMQP form here.");
        }
    }

    private static void Map(AmqpWriter writer, AmqpMap map)
    {
        var start = writer.BeginCompound(FormatCode.Map32);
        foreach (var (key, value) in map)
        {
            writer.Value(key);
            writer.Value(value);
        }

        writer.EndCompound(start, map.Count * 2);
    }

    private static void List(AmqpWriter writer, IReadOnlyList<object?> list)
    {
        if (list.Count == 0)
        {
            writer.Byte(FormatCode.List0);
            return;
        }

        var start = writer.BeginCompound(FormatCode.List32);
        foreach (var item in list) writer.Value(item);
        writer.EndCompound(start, list.Count);
    }

    // The widest constructor of the first item's type serves all items, which is what an array needs.
    private static void Array(AmqpWriter writer, object?[] array)
    {
        var start = writer.BeginCompound(FormatCode.Array32);
        if (array.Length == 0)
        {
            writer.Byte(FormatCode.Null);
        }
        else
        {
            writer.Byte(Constructor(array[0]));
            foreach (var item in array) Item(writer, item);
        }

        writer.EndCompound(start, array.Length);
    }

    private static byte Constructor(object? item) => item switch
    {
        Symbol => FormatCode.Symbol32,
        long => FormatCode.Long,
        AmqpTimestamp => FormatCode.Timestamp,
        string => FormatCode.String32,
        Guid => FormatCode.Uuid,
        _ => throw new NotSupportedException($"Arrays of {item!.GetType()} are not written."),
    };

    private static void Item(AmqpWriter writer, object? item)
    {
        switch (item)
        {
            case long number: BinaryPrimitives.WriteInt64BigEndian(writer.Reserve(8), number); break;
            case AmqpTimestamp time: BinaryPrimitives.WriteInt64BigEndian(writer.Reserve(8), time.Milliseconds); break;
            case Guid id: id.TryWriteBytes(writer.Reserve(16), bigEndian: true, out _); break;
            case Symbol symbol: Bytes(writer, symbol.Text); break;
            case string text: Bytes(writer, text); break;
            default: throw new NotSupportedException("An array has items of different types.");
        }
    }

    private static void Bytes(AmqpWriter writer, string text)
    {
        var length = System.Text.Encoding.UTF8.GetByteCount(text);
        BinaryPrimitives.WriteInt32BigEndian(writer.Reserve(4), length);
        System.Text.Encoding.UTF8.GetBytes(text, writer.Reserve(length));
    }
}
