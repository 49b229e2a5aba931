using TypedTasks.Emulator.Codec;

namespace TypedTasks.Emulator.Benchmarks.Wire;

/// <summary>Frames of both sides.</summary>
internal static class Frames
{
    public static readonly byte[] SaslHeader = [.. "AMQP"u8, 3, 1, 0, 0];
    public static readonly byte[] AmqpHeader = [.. "AMQP"u8, 0, 1, 0, 0];

    public static Described State(byte descriptor, params object?[] fields) => new((ulong)descriptor, fields.ToList());

    public static void Write(AmqpWriter output, byte type, byte descriptor, params object?[] fields)
    {
        var frame = output.BeginFrame(type, 0);
        output.Describe(descriptor);
        output.Value(fields.ToList());
        output.EndFrame(frame);
    }

    public static void Disposition(AmqpWriter output, bool isReceiver, uint first, uint last, bool settled)
    {
        var frame = output.BeginFrame(0, 0);
        output.Describe(Descriptor.Disposition);
        var list = output.BeginCompound(FormatCode.List32);
        output.Boolean(isReceiver);
        output.UInt(first);
        output.UInt(last);
        output.Boolean(settled);
        output.Describe(Descriptor.Accepted);
        output.Byte(FormatCode.List0);
        output.EndCompound(list, 5);
        output.EndFrame(frame);
    }

    public static void LinkFlow(AmqpWriter output, uint handle, uint deliveryCount, uint credit) =>
        Write(output, 0, Descriptor.Flow, 0u, uint.MaxValue / 2, 0u, uint.MaxValue / 2, handle, deliveryCount, credit);
}
