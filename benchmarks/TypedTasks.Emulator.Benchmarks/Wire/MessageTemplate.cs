using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using TypedTasks.Emulator.Codec;

namespace TypedTasks.Emulator.Benchmarks.Wire;

/// <summary>A message with a body of random bytes that differs from the next in its id alone.</summary>
internal sealed class MessageTemplate
{
    public const int IdLength = 24;
    private readonly byte[] bytes;
    private readonly int id;
    private long next;

    public MessageTemplate(long first, int bodySize)
    {
        next = first;
        var body = new byte[bodySize];
        new Random(1).NextBytes(body);
        var writer = new AmqpWriter();
        writer.Describe(Descriptor.Properties);
        writer.Value(new List<object?> { new string('0', IdLength) });
        id = writer.Length - IdLength;
        writer.Describe(Descriptor.Data);
        writer.Binary(body);
        bytes = writer.ToArray();
    }

    /// <summary>The bytes of the next message, which has its number as its id; they hold until the one after it.</summary>
    public byte[] Next(int run)
    {
        Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{run:D8}{next++:D16}"), bytes.AsSpan(id));
        return bytes;
    }

    /// <summary>Writes a whole transfer.</summary>
    public static void Write(AmqpWriter output, byte[] message, uint handle, uint deliveryId)
    {
        var frame = output.BeginFrame(0, 0);
        output.Describe(Descriptor.Transfer);
        var list = output.BeginCompound(FormatCode.List32);
        output.UInt(handle);
        output.UInt(deliveryId);
        Span<byte> tag = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(tag, deliveryId);
        output.Binary(tag);
        output.UInt(0u);
        output.Boolean(false);
        output.EndCompound(list, 5);
        output.Raw(message);
        output.EndFrame(frame);
    }
}
