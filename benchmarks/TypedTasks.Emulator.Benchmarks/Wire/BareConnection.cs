using System.Net;
using System.Net.Sockets;
using System.Text;
using TypedTasks.Emulator.Codec;

namespace TypedTasks.Emulator.Benchmarks.Wire;

/// <summary>The least that a client can do: frames written by hand on a thread that blocks, so that the server is what is measured.</summary>
internal sealed class BareConnection : IDisposable
{
    private readonly FrameSocket frames;

    public BareConnection(string connectionString)
    {
        var parts = connectionString.Split(';').Select(part => part.Split('=', 2)).ToDictionary(part => part[0], part => part[1]);
        var port = int.Parse(parts["Endpoint"].Split(':')[^1], System.Globalization.CultureInfo.InvariantCulture);
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Connect(IPAddress.Loopback, port);
        frames = new FrameSocket(socket);
        Out.Raw(Frames.SaslHeader);
        Frames.Write(Out, 1, 0x41, new Symbol("PLAIN"), Encoding.UTF8.GetBytes($"\0{parts["SharedAccessKeyName"]}\0{parts["SharedAccessKey"]}"));
        Out.Raw(Frames.AmqpHeader);
        Frames.Write(Out, 0, Descriptor.Open, "bare", null, 65536u);
        Frames.Write(Out, 0, Descriptor.Begin, null, 0u, uint.MaxValue / 2, uint.MaxValue / 2);
        frames.Flush();
        frames.ReadRaw(8);
        frames.ReadFrame();
        frames.ReadFrame();
        frames.ReadRaw(8);
        frames.ReadFrame();
        frames.ReadFrame();
    }

    public AmqpWriter Out => frames.Out;

    /// <summary>Attaches a sender and returns its first credit.</summary>
    public uint AttachSender(uint handle, string queue)
    {
        Frames.Write(Out, 0, Descriptor.Attach, $"s{handle}", handle, false, (byte)0, (byte)0, Frames.State(0x28), Frames.State(0x29, queue), null, null, 0u);
        frames.Flush();
        frames.ReadFrame();
        return Credit(frames.ReadFrame()).Credit;
    }

    public void AttachReceiver(uint handle, string queue)
    {
        Frames.Write(Out, 0, Descriptor.Attach, $"r{handle}", handle, true, (byte)0, (byte)0, Frames.State(0x28, queue), Frames.State(0x29));
        frames.Flush();
        frames.ReadFrame();
    }

    public void Flush() => frames.Flush();

    public void Wait()
    {
        if (!frames.Wait())
            throw new InvalidOperationException("The server has closed the connection.");
    }

    public bool TryRead(out ReadOnlySpan<byte> frame) => frames.TryRead(out frame);

    public static byte Kind(ReadOnlySpan<byte> frame) => frame.Length > 10 ? frame[10] : (byte)0;

    public static (uint Handle, uint DeliveryCount, uint Credit) Credit(ReadOnlySpan<byte> flow)
    {
        var reader = new AmqpReader(flow[8..]);
        reader.ReadDescriptor();
        reader.ReadListHeader(out _);
        for (var i = 0; i < 4; i++)
            reader.Skip();
        return (reader.ReadUInt() ?? 0, reader.ReadUInt() ?? 0, reader.ReadUInt() ?? 0);
    }

    public static (uint First, uint Last, bool IsAccepted) Range(ReadOnlySpan<byte> disposition)
    {
        var reader = new AmqpReader(disposition[8..]);
        reader.ReadDescriptor();
        reader.ReadListHeader(out _);
        reader.Skip();
        var first = reader.ReadUInt() ?? 0;
        var last = reader.ReadUInt() ?? first;
        reader.Skip();
        return (first, last, reader.ReadDescriptor() == Descriptor.Accepted);
    }

    public void Dispose() => frames.Dispose();
}
