using System.Buffers.Binary;
using System.Text;

namespace TypedTasks.Conformance.Tests;

/// <summary>Reads as much of AMQP 1.0's types as telling messages apart takes; written from the specification, apart from product code, which it measures.</summary>
public ref struct Skimmer(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> bytes = bytes;

    public int Position { get; private set; }

    public readonly bool AtEnd => Position >= bytes.Length;

    /// <summary>The next value: null, a number, a truth value, a text, bytes, a list, or a described value; other kinds are passed over as null.</summary>
    public object? Read()
    {
        var code = Take(1)[0];
        return code switch
        {
            0x00 => new DescribedValue(Read(), Read()),
            0x41 => true,
            0x42 => false,
            0x43 or 0x44 => 0UL,
            0x45 => new List<object?>(),
            0x50 or 0x52 or 0x53 => (ulong)Take(1)[0],
            0x56 => Take(1)[0] != 0,
            0x60 => (ulong)BinaryPrimitives.ReadUInt16BigEndian(Take(2)),
            0x70 => (ulong)BinaryPrimitives.ReadUInt32BigEndian(Take(4)),
            0x80 => BinaryPrimitives.ReadUInt64BigEndian(Take(8)),
            0xa0 => Take(Take(1)[0]).ToArray(),
            0xb0 => Take(Length()).ToArray(),
            0xa1 or 0xa3 => Encoding.UTF8.GetString(Take(Take(1)[0])),
            0xb1 or 0xb3 => Encoding.UTF8.GetString(Take(Length())),
            0xc0 => List(Take(1)[0], 1),
            0xd0 => List(Length(), 4),
            _ => Skip(code),
        };
    }

    private List<object?> List(int size, int width)
    {
        var end = Position + size;
        var count = width == 1 ? Take(1)[0] : Length();
        var list = new List<object?>(count);
        for (var i = 0; i < count; i++)
            list.Add(Read());
        Position = end;
        return list;
    }

    private object? Skip(byte code)
    {
        Take((code >> 4) switch
        {
            4 => 0,
            5 => 1,
            6 => 2,
            7 => 4,
            8 => 8,
            9 => 16,
            0xa or 0xc or 0xe => Take(1)[0],
            0xb or 0xd or 0xf => Length(),
            _ => throw new FormatException($"AMQP has no type {code:x2}."),
        });
        return null;
    }

    private int Length() => BinaryPrimitives.ReadInt32BigEndian(Take(4));

    private ReadOnlySpan<byte> Take(int count)
    {
        var taken = bytes.Slice(Position, count);
        Position += count;
        return taken;
    }
}
