using TypedTasks.Emulator.Codec;

namespace TypedTasks.Emulator.Amqp.Performatives;

/// <summary>A link's attach, from the peer or to it.</summary>
internal sealed record Attach(string Name, uint Handle, bool IsReceiver)
{
    public byte SenderSettleMode { get; init; } = 2;

    public byte ReceiverSettleMode { get; init; }

    public Described? Source { get; init; }

    public Described? Target { get; init; }

    public uint? InitialDeliveryCount { get; init; }

    public ulong? MaxMessageSize { get; init; }

    public AmqpMap? Properties { get; init; }

    public string? SourceAddress => Source?.Field(0) as string;

    public string? TargetAddress => Target?.Field(0) as string;

    public AmqpMap? SourceFilter => Source?.Field(7) as AmqpMap;

    public static Attach Read(ref AmqpReader reader)
    {
        var fields = AmqpValueReader.Read(ref reader) as List<object?> ?? throw AmqpReader.Malformed("Attach is not a list.");
        object? At(int index) => index < fields.Count ? fields[index] : null;
        return new(
            At(0) as string ?? throw AmqpReader.Malformed("Attach has no name."),
            At(1) as uint? ?? throw AmqpReader.Malformed("Attach has no handle."),
            At(2) as bool? ?? throw AmqpReader.Malformed("Attach has no role."))
        {
            SenderSettleMode = At(3) as byte? ?? 2,
            ReceiverSettleMode = At(4) as byte? ?? 0,
            Source = At(5) as Described,
            Target = At(6) as Described,
            InitialDeliveryCount = At(9) as uint?,
            MaxMessageSize = At(10) as ulong?,
            Properties = At(13) as AmqpMap,
        };
    }

    public void Write(AmqpWriter writer, ushort channel)
    {
        var frame = writer.BeginFrame(0, channel);
        writer.Describe(Descriptor.Attach);
        var list = writer.BeginCompound(FormatCode.List32);
        writer.String(Name);
        writer.UInt(Handle);
        writer.Boolean(IsReceiver);
        writer.UByte(SenderSettleMode);
        writer.UByte(ReceiverSettleMode);
        writer.Value(Source);
        writer.Value(Target);
        writer.Null();
        writer.Null();
        writer.UInt(InitialDeliveryCount);
        writer.Value(MaxMessageSize);
        writer.Null();
        writer.Null();
        writer.Value(Properties);
        writer.EndCompound(list, 14);
        writer.EndFrame(frame);
    }
}
