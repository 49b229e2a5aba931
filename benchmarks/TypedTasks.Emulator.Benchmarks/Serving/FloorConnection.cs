using System.Net.Sockets;
using TypedTasks.Emulator.Benchmarks.Wire;
using TypedTasks.Emulator.Codec;

namespace TypedTasks.Emulator.Benchmarks.Serving;

/// <summary>One connection of the floor: what arrived together is acknowledged in one frame, credit is answered with messages.</summary>
internal sealed class FloorConnection(Socket socket)
{
    private const uint Credit = 1000;
    private readonly FrameSocket frames = new(socket);
    private readonly byte[] message = new MessageTemplate(0, 1024).Next(0);
    private uint received;
    private uint acknowledged;
    private uint sent;
    private uint receiver;

    public void Run()
    {
        try
        {
            Handshake();
            do
            {
                while (frames.TryRead(out var frame))
                    OnFrame(frame);
                Acknowledge();
                frames.Flush();
            }
            while (frames.Wait());
        }
        catch (SocketException)
        {
            // The peer is gone.
        }
    }

    private void Handshake()
    {
        frames.ReadRaw(8);
        frames.Out.Raw(Frames.SaslHeader);
        Frames.Write(frames.Out, 1, 0x40, new object?[] { new Symbol("PLAIN") });
        frames.Flush();
        frames.ReadFrame();
        Frames.Write(frames.Out, 1, 0x44, (byte)0);
        frames.Flush();
        frames.ReadRaw(8);
        frames.Out.Raw(Frames.AmqpHeader);
        frames.Flush();
    }

    private void OnFrame(ReadOnlySpan<byte> frame)
    {
        if (frame.Length == 8)
            return;
        var reader = new AmqpReader(frame[8..]);
        switch (reader.ReadDescriptor())
        {
            case Descriptor.Transfer:
                received++;
                break;
            case Descriptor.Disposition:
                Settle(ref reader);
                break;
            case Descriptor.Flow:
                Serve(ref reader);
                break;
            case Descriptor.Open:
                Frames.Write(frames.Out, 0, Descriptor.Open, "floor", null, 65536u);
                break;
            case Descriptor.Begin:
                Frames.Write(frames.Out, 0, Descriptor.Begin, (ushort)0, 0u, uint.MaxValue / 2, uint.MaxValue / 2);
                break;
            case Descriptor.Attach:
                Attach(ref reader);
                break;
            default:
                break;
        }
    }

    private void Attach(ref AmqpReader reader)
    {
        reader.ReadListHeader(out _);
        var name = reader.ReadString();
        var handle = reader.ReadUInt() ?? 0;
        var isReceiver = reader.ReadBoolean() ?? false;
        Frames.Write(frames.Out, 0, Descriptor.Attach, name, handle, !isReceiver, (byte)0, (byte)0, Frames.State(0x28), Frames.State(0x29), null, null, 0u);
        if (isReceiver)
            receiver = handle;
        else
            Frames.Write(frames.Out, 0, Descriptor.Flow, 0u, uint.MaxValue / 2, 0u, uint.MaxValue / 2, handle, 0u, Credit);
    }

    private void Acknowledge()
    {
        if (received == acknowledged)
            return;
        Frames.Disposition(frames.Out, isReceiver: true, acknowledged, received - 1, settled: true);
        // Credit is given back as the emulator does it.
        if (received / (Credit / 2) != acknowledged / (Credit / 2))
            Frames.Write(frames.Out, 0, Descriptor.Flow, 0u, uint.MaxValue / 2, 0u, uint.MaxValue / 2, 0u, received, Credit);
        acknowledged = received;
    }

    private void Settle(ref AmqpReader reader)
    {
        reader.ReadListHeader(out _);
        reader.Skip();
        var first = reader.ReadUInt() ?? 0;
        var last = reader.ReadUInt() ?? first;
        Frames.Disposition(frames.Out, isReceiver: false, first, last, settled: true);
    }

    private void Serve(ref AmqpReader reader)
    {
        reader.ReadListHeader(out _);
        for (var i = 0; i < 5; i++)
            reader.Skip();
        var end = (reader.ReadUInt() ?? 0) + (reader.ReadUInt() ?? 0);
        for (; sent < end; sent++)
            MessageTemplate.Write(frames.Out, message, receiver, sent);
    }
}
