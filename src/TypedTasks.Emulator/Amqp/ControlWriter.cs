using TypedTasks.Emulator.Codec;

namespace TypedTasks.Emulator.Amqp;

/// <summary>Writes the frames that carry no message.</summary>
internal static class ControlWriter
{
    public static void Open(AmqpWriter output, string containerId)
    {
        var frame = output.BeginFrame(0, 0);
        output.Describe(Descriptor.Open);
        var list = output.BeginCompound(FormatCode.List32);
        output.String(containerId);
        output.Null();
        output.UInt(ServerContext.MaxFrameSize);
        output.UShort(ServerContext.MaxSessions - 1);
        output.UInt(ServerContext.IdleTimeoutMilliseconds);
        output.EndCompound(list, 5);
        output.EndFrame(frame);
    }

    public static void Begin(AmqpWriter output, ushort channel)
    {
        var frame = output.BeginFrame(0, channel);
        output.Describe(Descriptor.Begin);
        var list = output.BeginCompound(FormatCode.List32);
        output.UShort(channel);
        output.UInt(0);
        output.UInt(int.MaxValue);
        output.UInt(int.MaxValue);
        output.UInt(ServerContext.MaxLinks - 1);
        output.EndCompound(list, 5);
        output.EndFrame(frame);
    }

    public static void Flow(
        AmqpWriter output, ushort channel, uint nextIncomingId, uint incomingWindow, uint nextOutgoingId,
        uint? handle, uint deliveryCount, uint credit, bool drain)
    {
        var frame = output.BeginFrame(0, channel);
        output.Describe(Descriptor.Flow);
        var list = output.BeginCompound(FormatCode.List32);
        output.UInt(nextIncomingId);
        output.UInt(incomingWindow);
        output.UInt(nextOutgoingId);
        output.UInt(int.MaxValue);
        if (handle is { } link)
        {
            output.UInt(link);
            output.UInt(deliveryCount);
            output.UInt(credit);
            output.Null();
            output.Boolean(drain);
        }

        output.EndCompound(list, handle is null ? 4 : 9);
        output.EndFrame(frame);
    }

    public static void Detach(AmqpWriter output, ushort channel, uint handle, bool closed, AmqpError? error)
    {
        var frame = output.BeginFrame(0, channel);
        output.Describe(Descriptor.Detach);
        var list = output.BeginCompound(FormatCode.List32);
        output.UInt(handle);
        output.Boolean(closed);
        Error(output, error);
        output.EndCompound(list, 3);
        output.EndFrame(frame);
    }

    /// <summary>Writes end or close, which differ only in their name.</summary>
    public static void Finish(AmqpWriter output, byte descriptor, ushort channel, AmqpError? error)
    {
        var frame = output.BeginFrame(0, channel);
        output.Describe(descriptor);
        var list = output.BeginCompound(FormatCode.List32);
        Error(output, error);
        output.EndCompound(list, 1);
        output.EndFrame(frame);
    }

    public static void Heartbeat(AmqpWriter output) => output.EndFrame(output.BeginFrame(0, 0));

    public static void Error(AmqpWriter output, AmqpError? error)
    {
        if (error is null)
        {
            output.Null();
            return;
        }

        output.Describe(Descriptor.Error);
        var list = output.BeginCompound(FormatCode.List32);
        output.Symbol(error.Condition);
        output.String(error.Description);
        output.EndCompound(list, 2);
    }
}
