using TypedTasks.Emulator.Codec;
using TypedTasks.Emulator.Entities;

namespace TypedTasks.Emulator.Tests.Security;

/// <summary>What a message may hold at any depth, though the broker reads little of it: whoever receives it will read all.</summary>
public sealed class ValueCheckTests
{
    private static readonly string[] Zero = ["40", "41", "42", "43", "44", "45"];

    /// <summary>Counts that no byte bears out, of every kind and at every depth; each is the value of one annotation, property or body.</summary>
    public static TheoryData<string> Lies
    {
        get
        {
            var lies = new List<string>
            {
                "D0 00000008 11E1A300 40404040", "C0 05 FF 40404040", // a list
                "D1 00000008 11E1A300 40404040", "C1 05 FE 40404040", "C1 03 01 4040", // a map, and one with half an entry
                "B1 7FFFFFFF 61", "A1 FF 61", "B0 11E1A300 61", "A3 10 61", "B3 FFFFFFFF 61", // texts, bytes, names
                "F0 0000000C 7FFFFFFF 61 00000000000000", "F0 00000009 00000005 71 00000000", "E0 06 05 71 00000000", // arrays of what has a width
                "F0 0000000D 11E1A300 F0 0000000000000000", "F0 0000000D 11E1A300 D0 0000000000000000", "E0 06 06 C0 00000000", "E0 05 FF E0 000000", // arrays of compounds
                "F0 00000014 00000001 F0 0000000B 11E1A300 41 000000000000", // in an array
                "C0 0B 01 F0 00000005 11E1A300 45", "C1 0E 02 A1 01 61 F0 00000005 11E1A300 45", // in a list, in a map
                "00 A3 01 61 F0 00000005 11E1A300 45", "F0 0000000A 11E1A300 00 A3 01 61 45 00", // described
                "F0 00000005 00000001 00", "FF", "48", "F0 00000006 00000001 49 00", // what is no type
            };
            // 300 million of what takes no bytes at all.
            lies.AddRange(Zero.Select(code => $"F0 00000005 11E1A300 {code}"));
            lies.AddRange(Zero.Select(code => $"E0 02 FF {code}"));
            return new(lies);
        }
    }

    public static TheoryData<string> Truths =>
    [
        "45", "C0 03 02 4041", "D0 00000006 00000002 4041", "C1 05 02 A1 01 61 40", "E0 02 02 45", "F0 00000005 00000005 41", "E0 01 00", "E0 02 00 40",
        "E0 06 01 71 00000007", "F0 0000000D 00000002 71 00000001 00000002", "E0 06 01 C0 03 02 4041", "E0 0A 02 E0 0301 5001 0301 5002", "00 A3 01 61 55 07",
        "F0 0000000A 00000001 00 A3 01 61 55 07",
    ];

    [Theory]
    [MemberData(nameof(Lies))]
    public void What_its_bytes_do_not_bear_out_is_refused_before_anything_is_made_of_it(string bytes)
    {
        foreach (var message in Messages(Bytes(bytes)))
        {
            Assert.Throws<AmqpException>(() => MessageContent.Receive(message));
            var before = GC.GetAllocatedBytesForCurrentThread();
            Assert.Throws<AmqpException>(() => MessageContent.Receive(message));
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 16 * 1024);
        }
    }

    [Theory]
    [MemberData(nameof(Truths))]
    public void What_is_well_formed_is_taken_read_and_written_again(string bytes)
    {
        foreach (var message in Messages(Bytes(bytes)))
        {
            var content = MessageContent.Receive(message);
            // Dead-lettering writes every property anew.
            var rewritten = MessageRewriter.WithProperties(content, [new("DeadLetterReason", "why")]);
            Assert.Equal("why", MessageRewriter.ReadProperties(MessageContent.Receive(rewritten.Bytes))["DeadLetterReason"]);
        }
    }

    [Fact]
    public void A_message_of_120_bytes_is_not_worth_gigabytes()
    {
        var message = Messages(Bytes("F0 00000005 11E1A300 45")).First();
        Assert.InRange(message.Length, 1, 120);
        Assert.Contains("more items than it has bytes", Assert.Throws<AmqpException>(() => MessageContent.Receive(message)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Values_are_nested_so_deep_and_no_deeper()
    {
        _ = MessageContent.Receive(Messages(Nested(14)).First());
        Assert.Contains("nested too deeply", Assert.Throws<AmqpException>(() => MessageContent.Receive(Messages(Nested(17)).First())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Arrays_of_every_type_are_written_as_they_were_read()
    {
        object?[][] arrays =
        [
            [true, false], [(byte)1], [(sbyte)-1], [(ushort)2], [(short)-2], [3u], [-3], [4ul], [-4L], [1.5f], [-2.5], [new AmqpTimestamp(5)], [Guid.Empty], [new byte[] { 1, 2 }],
            ["text", ""], [new Symbol("s")], [null, null], [new AmqpOpaque(FormatCode.Char, [0, 0, 0, 65])],
            [new Described(new Symbol("d"), 7L), new Described(new Symbol("d"), 8L)],
        ];
        foreach (var array in arrays)
        {
            var writer = new AmqpWriter();
            writer.Value(array);
            var reader = new AmqpReader(writer.Written);
            ValueCheck.Check(ref reader);
            Assert.True(reader.AtEnd);
            var read = (object?[])AmqpValueReader.Read(writer.ToArray())!;
            var again = new AmqpWriter();
            again.Value(read);
            Assert.Equal(writer.ToArray(), again.ToArray());
            Assert.Equal(array.Length, read.Length);
        }

        var nested = new AmqpWriter();
        nested.Value(new object?[] { new object?[] { 1, 2 }, new object?[] { 3 } });
        var lists = (object?[])AmqpValueReader.Read(nested.ToArray())!;
        Assert.Equal([1, 2], (object?[])lists[0]!);
        Assert.Equal([3], (object?[])lists[1]!);
    }

    private static byte[] Bytes(string hex) => Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));

    /// <summary>Lists in one another, around null.</summary>
    private static byte[] Nested(int depth)
    {
        byte[] value = [FormatCode.Null];
        for (var i = 0; i < depth; i++)
            value = [FormatCode.List8, (byte)(value.Length + 1), 1, .. value];
        return value;
    }

    /// <summary>The value as an annotation, as an application property, as a system property that nobody reads, as a body, in a sequence and in a footer.</summary>
    private static IEnumerable<byte[]> Messages(byte[] value)
    {
        yield return Message(writer => Section(writer, Descriptor.MessageAnnotations, value, isMap: true));
        yield return Message(writer => Section(writer, Descriptor.DeliveryAnnotations, value, isMap: true));
        yield return Message(writer => Section(writer, Descriptor.ApplicationProperties, value, isMap: true));
        yield return Message(writer => Section(writer, Descriptor.Footer, value, isMap: true));
        yield return Message(writer => Section(writer, Descriptor.AmqpSequence, value, isMap: false));
        yield return Message(writer =>
        {
            writer.Describe(Descriptor.AmqpValue);
            writer.Raw(value);
        });
    }

    private static byte[] Message(Action<AmqpWriter> write)
    {
        var writer = new AmqpWriter();
        write(writer);
        return writer.ToArray();
    }

    private static void Section(AmqpWriter writer, byte section, byte[] value, bool isMap)
    {
        writer.Describe(section);
        var start = writer.BeginCompound(isMap ? FormatCode.Map32 : FormatCode.List32);
        if (isMap && section == Descriptor.ApplicationProperties)
            writer.String("key");
        else if (isMap)
            writer.Symbol("key");
        writer.Raw(value);
        writer.EndCompound(start, isMap ? 2 : 1);
    }
}
