namespace TypedTasks.Emulator.Codec;

/// <summary>How many bytes a value takes at least, by its constructor: what an array must have for each item that it counts.</summary>
internal static class ValueWidth
{
    /// <summary>The bytes after the constructor; zero for those that are all in it, such as true and the empty list.</summary>
    public static int Least(byte code) => (code >> 4) switch
    {
        0x4 => 0,
        0x5 => 1,
        0x6 => 2,
        0x7 => 4,
        0x8 => 8,
        0x9 => 16,
        0xA => 1,
        0xB => 4,
        0xC => 2,
        0xD => 8,
        0xE => 3,
        0xF => 9,
        _ => throw AmqpReader.Malformed("An unknown type was found."),
    };

    /// <summary>Refuses an array that counts more items than its bytes hold. Items without bytes are held to one for each byte of the array.</summary>
    public static void CheckCount(int count, byte code, int size, int remaining)
    {
        var width = Least(code);
        if (width == 0 ? count > size : count > remaining / width)
            throw AmqpReader.Malformed("An array counts more items than it has bytes.");
    }
}
