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
            case object?[] array: AmqpArrayWriter.Write(writer, array); break;
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

    /// <summary>Writes a map with the wide constructor, which items of an array have in common.</summary>
    public static void Map(AmqpWriter writer, AmqpMap map)
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

        WideList(writer, list);
    }

    /// <summary>Writes a list with the wide constructor, which items of an array have in common.</summary>
    public static void WideList(AmqpWriter writer, IReadOnlyList<object?> list)
    {
        var start = writer.BeginCompound(FormatCode.List32);
        foreach (var item in list)
            writer.Value(item);
        writer.EndCompound(start, list.Count);
    }
}
