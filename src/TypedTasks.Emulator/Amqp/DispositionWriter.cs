using TypedTasks.Emulator.Codec;

namespace TypedTasks.Emulator.Amqp;

/// <summary>Writes dispositions of one session; plain acceptance is collected into ranges.</summary>
internal sealed class DispositionWriter(AmqpWriter output, ushort channel)
{
    private AcknowledgementRange received;
    private AcknowledgementRange sent;

    public void Accept(bool isReceiver, uint id)
    {
        ref var range = ref isReceiver ? ref received : ref sent;
        if (range.TryAdd(id))
            return;
        FlushRange(ref range, isReceiver);
        range.TryAdd(id);
    }

    public void Flush()
    {
        FlushRange(ref received, isReceiver: true);
        FlushRange(ref sent, isReceiver: false);
    }

    public void Reject(bool isReceiver, uint id, AmqpError error, bool settled = true)
    {
        var frame = Begin(isReceiver, id, id, settled, out var list);
        output.Describe(Descriptor.Rejected);
        var state = output.BeginCompound(FormatCode.List32);
        ControlWriter.Error(output, error);
        output.EndCompound(state, 1);
        End(frame, list);
    }

    public void Settled(uint id, byte outcome)
    {
        var frame = Begin(isReceiver: false, id, id, settled: true, out var list);
        output.Describe(outcome);
        output.Byte(FormatCode.List0);
        End(frame, list);
    }

    public void Transactional(bool isReceiver, uint id, bool settled, byte[] transactionId, byte outcome)
    {
        var frame = Begin(isReceiver, id, id, settled, out var list);
        output.Describe(Descriptor.TransactionalState);
        var state = output.BeginCompound(FormatCode.List32);
        output.Binary(transactionId);
        output.Describe(outcome);
        output.Byte(FormatCode.List0);
        output.EndCompound(state, 2);
        End(frame, list);
    }

    public void Declared(uint id, byte[] transactionId, bool settled)
    {
        var frame = Begin(isReceiver: true, id, id, settled, out var list);
        output.Describe(Descriptor.Declared);
        var state = output.BeginCompound(FormatCode.List32);
        output.Binary(transactionId);
        output.EndCompound(state, 1);
        End(frame, list);
    }

    private void FlushRange(ref AcknowledgementRange range, bool isReceiver)
    {
        if (range.Count == 0)
            return;
        var frame = Begin(isReceiver, range.First, range.Last, settled: true, out var list);
        output.Describe(Descriptor.Accepted);
        output.Byte(FormatCode.List0);
        End(frame, list);
        range.Clear();
    }

    private int Begin(bool isReceiver, uint first, uint last, bool settled, out int list)
    {
        var frame = output.BeginFrame(0, channel);
        output.Describe(Descriptor.Disposition);
        list = output.BeginCompound(FormatCode.List32);
        output.Boolean(isReceiver);
        output.UInt(first);
        output.UInt(last);
        output.Boolean(settled);
        return frame;
    }

    private void End(int frame, int list)
    {
        output.EndCompound(list, 5);
        output.EndFrame(frame);
    }
}
