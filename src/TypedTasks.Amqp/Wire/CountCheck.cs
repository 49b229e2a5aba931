using System.Buffers.Binary;
using Amqp;

namespace TypedTasks.Amqp.Wire;

/// <summary>
/// Walks over encoded values without keeping any of them, and refuses a count that the bytes after it cannot hold: the client library
/// would allocate for what is not there. AMQP 1.0, part 1, section 1.2: the high half of a constructor says how wide a value is.
/// </summary>
internal ref struct CountCheck(ReadOnlySpan<byte> bytes)
{
    private const int MostNested = 64;
    private ReadOnlySpan<byte> rest = bytes;

    public readonly ReadOnlySpan<byte> Rest => rest;

    /// <summary>Walks over the sections of a whole message.</summary>
    public static void Message(ReadOnlySpan<byte> encoded)
    {
        var sections = new CountCheck(encoded);
        while (!sections.rest.IsEmpty)
            sections.Value();
    }

    /// <summary>Steps over one whole value.</summary>
    /// <exception cref="AmqpException">It is malformed.</exception>
    public void Value(int depth = 0) => Content(Constructor(depth), depth);

    /// <summary>Steps into a list, and says how many items follow.</summary>
    public int EnterList()
    {
        var code = Byte();
        switch (code)
        {
            case 0x45:
                return 0;
            case 0xC0:
                Byte();
                return Byte();
            case 0xD0:
                Length();
                return Length();
            default:
                throw Malformed();
        }
    }

    public byte Byte() => Take(1)[0];

    public ReadOnlySpan<byte> Take(int count)
    {
        if (count < 0 || count > rest.Length)
            throw Malformed();
        var taken = rest[..count];
        rest = rest[count..];
        return taken;
    }

    private static AmqpException Malformed() => new("amqp:decode-error", "The broker sent a value whose count or size its bytes cannot hold.");

    private byte Constructor(int depth)
    {
        if (depth > MostNested)
            throw Malformed();
        var code = Byte();
        if (code != 0)
            return code;
        Value(depth + 1);
        return Constructor(depth + 1);
    }

    private void Content(byte code, int depth)
    {
        switch (code >> 4)
        {
            case 0x4:
                break;
            case 0x5 or 0x6 or 0x7 or 0x8 or 0x9:
                Take(1 << ((code >> 4) - 5));
                break;
            case 0xA:
                Take(Byte());
                break;
            case 0xB:
                Take(Length());
                break;
            case 0xC:
                Items(new(Take(Byte())), isWide: false, isArray: false, depth);
                break;
            case 0xD:
                Items(new(Take(Length())), isWide: true, isArray: false, depth);
                break;
            case 0xE:
                Items(new(Take(Byte())), isWide: false, isArray: true, depth);
                break;
            case 0xF:
                Items(new(Take(Length())), isWide: true, isArray: true, depth);
                break;
            default:
                throw Malformed();
        }
    }

    private static void Items(CountCheck inside, bool isWide, bool isArray, int depth)
    {
        var count = isWide ? inside.Length() : inside.Byte();
        // An item may have no bytes of its own: even of those no more are taken than there are bytes.
        if (count < 0 || count > inside.rest.Length)
            throw Malformed();
        if (count == 0)
            return;
        if (!isArray)
        {
            for (var i = 0; i < count; i++)
                inside.Value(depth + 1);
            return;
        }

        var code = inside.Constructor(depth + 1);
        for (var i = 0; i < count; i++)
            inside.Content(code, depth + 1);
    }

    private int Length() => BinaryPrimitives.ReadInt32BigEndian(Take(4));
}
