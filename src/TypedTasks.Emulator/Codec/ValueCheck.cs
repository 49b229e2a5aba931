namespace TypedTasks.Emulator.Codec;

/// <summary>
/// Walks over a value without keeping any of it, and refuses what is malformed at any depth. The broker passes on what it does not
/// read: a count that its bytes do not bear out would make whoever reads it allocate for what is not there.
/// </summary>
internal static class ValueCheck
{
    /// <summary>Steps over one whole value.</summary>
    public static void Check(ref AmqpReader reader, int depth = 0)
    {
        var code = Constructor(ref reader, depth);
        Content(ref reader, code, depth);
    }

    private static byte Constructor(ref AmqpReader reader, int depth)
    {
        if (depth > AmqpReader.MaxDepth)
            throw AmqpReader.Malformed("Values are nested too deeply.");
        var code = reader.TakeByte();
        for (; code == FormatCode.Described; code = reader.TakeByte())
        {
            if (++depth > AmqpReader.MaxDepth)
                throw AmqpReader.Malformed("Values are nested too deeply.");
            if (reader.Peek() == FormatCode.Described)
                throw AmqpReader.Malformed("A descriptor cannot be described.");
            Check(ref reader, depth);
        }

        return code;
    }

    private static void Content(ref AmqpReader reader, byte code, int depth)
    {
        switch (code)
        {
            case FormatCode.Null or FormatCode.True or FormatCode.False or FormatCode.UInt0 or FormatCode.ULong0 or FormatCode.List0:
                break;
            case FormatCode.UByte or FormatCode.Byte or FormatCode.SmallUInt or FormatCode.SmallULong or FormatCode.SmallInt or FormatCode.SmallLong or FormatCode.Boolean
                or FormatCode.UShort or FormatCode.Short
                or FormatCode.UInt or FormatCode.Int or FormatCode.Float or FormatCode.Char or FormatCode.Decimal32
                or FormatCode.ULong or FormatCode.Long or FormatCode.Double or FormatCode.Timestamp or FormatCode.Decimal64
                or FormatCode.Decimal128 or FormatCode.Uuid:
                reader.Take(ValueWidth.Least(code));
                break;
            case FormatCode.Binary8 or FormatCode.String8 or FormatCode.Symbol8:
                reader.Take(reader.TakeByte());
                break;
            case FormatCode.Binary32 or FormatCode.String32 or FormatCode.Symbol32:
                reader.Take(reader.TakeLength());
                break;
            case FormatCode.List8 or FormatCode.Map8:
                Compound(new AmqpReader(reader.Take(reader.TakeByte())), wide: false, isMap: code == FormatCode.Map8, depth);
                break;
            case FormatCode.List32 or FormatCode.Map32:
                Compound(new AmqpReader(reader.Take(reader.TakeLength())), wide: true, isMap: code == FormatCode.Map32, depth);
                break;
            case FormatCode.Array8:
                Array(new AmqpReader(reader.Take(reader.TakeByte())), wide: false, depth);
                break;
            case FormatCode.Array32:
                Array(new AmqpReader(reader.Take(reader.TakeLength())), wide: true, depth);
                break;
            default:
                throw AmqpReader.Malformed("An unknown type was found.");
        }
    }

    private static void Compound(AmqpReader inside, bool wide, bool isMap, int depth)
    {
        var count = wide ? inside.TakeLength() : inside.TakeByte();
        if (count > inside.Remaining)
            throw AmqpReader.Malformed("A compound counts more items than it has bytes.");
        if (isMap && (count & 1) != 0)
            throw AmqpReader.Malformed("A map has a key without a value.");
        for (var i = 0; i < count; i++)
            Check(ref inside, depth + 1);
    }

    private static void Array(AmqpReader inside, bool wide, int depth)
    {
        var size = inside.Remaining;
        var count = wide ? inside.TakeLength() : inside.TakeByte();
        // Some write no constructor where there is nothing to construct.
        if (count == 0 && inside.AtEnd)
            return;
        var code = Constructor(ref inside, depth);
        ValueWidth.CheckCount(count, code, size, inside.Remaining);
        if (ValueWidth.Least(code) == 0 && code > FormatCode.List0)
            throw AmqpReader.Malformed("An unknown type was found.");
        for (var i = 0; i < count; i++)
            Content(ref inside, code, depth + 1);
    }
}
