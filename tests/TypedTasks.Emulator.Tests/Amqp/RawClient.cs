using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using TypedTasks.Emulator.Codec;

namespace TypedTasks.Emulator.Tests.Amqp;

/// <summary>Writes frames by hand and reads them one by one: for what no client library would do.</summary>
internal sealed class RawClient : IDisposable
{
    public static readonly byte[] SaslHeader = [.. "AMQP"u8, 3, 1, 0, 0];
    public static readonly byte[] AmqpHeader = [.. "AMQP"u8, 0, 1, 0, 0];

    private readonly Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, ReceiveTimeout = 10_000 };

    public RawClient(int port) => socket.Connect(IPAddress.Loopback, port);

    public static RawClient Open(ServiceBusEmulator emulator, uint maxFrame = 65536, uint window = 2048, string? userAgent = null)
    {
        var key = emulator.ConnectionString.Split(';').Single(part => part.StartsWith("SharedAccessKey=", StringComparison.Ordinal));
        var client = new RawClient(emulator.Port);
        client.Send(SaslHeader);
        client.Send(PlainInit(key["SharedAccessKey=".Length..]));
        client.Send(AmqpHeader);
        var properties = userAgent is null ? null : new AmqpMap { { new Symbol("user-agent"), userAgent } };
        client.Send(Frame(0x10, "raw", null, maxFrame, null, null, null, null, null, null, properties));
        client.Send(Frame(0x11, null, 0u, window, 2048u));
        Assert.Equal(SaslHeader, client.Read(8));
        Assert.Equal(0x40ul, client.ReadFrame().Tag);
        Assert.Equal((byte)0, client.ReadFrame().Field(0));
        Assert.Equal(AmqpHeader, client.Read(8));
        Assert.Equal(0x10ul, client.ReadFrame().Tag);
        Assert.Equal(0x11ul, client.ReadFrame().Tag);
        return client;
    }

    public static byte[] PlainInit(string key, string name = "RootManageSharedAccessKey") =>
        Encode(1, 0x41, [], new Symbol("PLAIN"), System.Text.Encoding.UTF8.GetBytes($"\0{name}\0{key}"));

    public static byte[] AnonymousInit() => Encode(1, 0x41, [], new Symbol("ANONYMOUS"));

    public static byte[] Frame(byte descriptor, params object?[] fields) => Encode(0, descriptor, [], fields);

    public static byte[] Transfer(byte[] payload, params object?[] fields) => Encode(0, 0x14, payload, fields);

    public static Described State(byte descriptor, params object?[] fields) => new((ulong)descriptor, fields.ToList());

    public static byte[] Message(string? id, string body = "body")
    {
        var writer = new AmqpWriter();
        writer.Describe(Descriptor.Properties);
        writer.Value(new List<object?> { id });
        writer.Describe(Descriptor.AmqpValue);
        writer.Value(body);
        return writer.ToArray();
    }

    public void Send(byte[] bytes) => socket.Send(bytes);

    /// <summary>Sends; false if the peer has had enough.</summary>
    public bool TrySend(byte[] bytes)
    {
        socket.Send(bytes, SocketFlags.None, out var error);
        return error == SocketError.Success;
    }

    /// <summary>Attaches a sender to a queue on a handle and waits for its credit.</summary>
    public void AttachSender(uint handle, string queue)
    {
        Send(Frame(0x12, $"s{handle}", handle, false, null, null, State(0x28), State(0x29, queue), null, null, 0u));
        Assert.Equal(0x12ul, ReadFrame().Tag);
        Assert.Equal(0x13ul, ReadFrame().Tag);
    }

    public void AttachReceiver(uint handle, string queue, bool presettled = false)
    {
        Send(Frame(0x12, $"r{handle}", handle, true, presettled ? (byte)1 : (byte)0, (byte)0, State(0x28, queue), State(0x29)));
        Assert.Equal(0x12ul, ReadFrame().Tag);
    }

    public void Flow(uint handle, uint deliveryCount, uint credit, bool drain = false, bool echo = false, uint nextIncoming = 0, uint window = 2048) =>
        Send(LinkFlow(handle, deliveryCount, credit, drain, echo, nextIncoming, window));

    public static byte[] LinkFlow(
        uint handle, uint deliveryCount, uint credit, bool drain = false, bool echo = false, uint nextIncoming = 0, uint window = 2048) =>
        Frame(0x13, nextIncoming, window, 0u, 2048u, handle, deliveryCount, credit, null, drain, echo);

    /// <summary>The next frame that is not a heartbeat; its payload, if any, is the last field.</summary>
    public Described ReadFrame()
    {
        while (true)
        {
            var frame = ReadFrameBytes();
            if (frame.Length == 8)
                continue;
            var reader = new AmqpReader(frame.AsSpan(8));
            var performative = (Described)AmqpValueReader.Read(ref reader)!;
            if (reader.AtEnd)
                return performative;
            return performative with { Value = performative.Fields.Append(frame[(8 + reader.Position)..]).ToList() };
        }
    }

    public byte[] ReadFrameBytes()
    {
        var head = Read(8);
        return [.. head, .. Read(BinaryPrimitives.ReadInt32BigEndian(head) - 8)];
    }

    public byte[] Read(int count)
    {
        var bytes = new byte[count];
        for (var read = 0; read < count;)
        {
            var got = socket.Receive(bytes, read, count - read, SocketFlags.None);
            if (got == 0)
                throw new EndOfStreamException();
            read += got;
        }

        return bytes;
    }

    public bool IsClosedByPeer()
    {
        var rest = new byte[4096];
        while (true)
        {
            var got = socket.Receive(rest, SocketFlags.None, out var error);
            if (got == 0 || error == SocketError.ConnectionReset)
                return true;
            if (error != SocketError.Success)
                return false;
        }
    }

    public void Dispose() => socket.Dispose();

    private static byte[] Encode(byte type, byte descriptor, byte[] payload, params object?[] fields)
    {
        var writer = new AmqpWriter();
        var frame = writer.BeginFrame(type, 0);
        writer.Describe(descriptor);
        writer.Value(fields.ToList());
        writer.Raw(payload);
        writer.EndFrame(frame);
        return writer.ToArray();
    }
}
