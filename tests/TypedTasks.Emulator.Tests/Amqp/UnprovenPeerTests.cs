using System.Buffers.Binary;
using Microsoft.Extensions.Time.Testing;
using TypedTasks.Emulator.Codec;
using Xunit.Abstractions;

namespace TypedTasks.Emulator.Tests.Amqp;

/// <summary>A peer without a token gets little room and little time, whatever it does with them.</summary>
[Collection(nameof(Alone))]
public sealed class UnprovenPeerTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int Peers = 100;
    private const int Limit = 64 * 1024;
    private readonly FakeTimeProvider wire = new();
    private ServiceBusEmulator emulator = null!;

    /// <summary>Each as far as it may go, and far beyond that: there the room must have an end.</summary>
    public static TheoryData<string, int> Kinds => new()
    {
        { "nothing", 1 },
        { "half a frame", 1 }, { "half a frame", 7 },
        { "unfinished messages", 1 }, { "unfinished messages", 50 },
        { "links with long names", 1 }, { "links with long names", 50 },
        { "links that are refused", 1 }, { "links that are refused", 50 },
        { "values that grow", 1 }, { "values that grow", 50 },
        { "sessions", 1 }, { "sessions", 50 },
        { "answers that nobody reads", 1 }, { "answers that nobody reads", 50 },
        { "tokens that are wrong", 1 }, { "tokens that are wrong", 50 },
        { "transactions", 1 }, { "transactions", 50 },
    };

    public async Task InitializeAsync() =>
        emulator = await ServiceBusEmulator.StartAsync(new() { WireTime = wire, Queues = { new QueueOptions { Name = "q" } } });

    public async Task DisposeAsync() => await emulator.DisposeAsync();

    [Theory]
    [MemberData(nameof(Kinds))]
    public void It_makes_the_emulator_hold_no_more_than_64_KB(string kind, int times)
    {
        using (var first = Connect())
            Abuse(first, kind, times);
        var before = Held();
        var peers = new List<RawClient>();
        try
        {
            for (var i = 0; i < Peers; i++)
            {
                peers.Add(Connect());
                Abuse(peers[i], kind, times);
            }

            var each = (Held() - before) / Peers;
            output.WriteLine($"{kind}, {times} times: {each} bytes for each peer");
            Assert.True(each <= Limit, $"Each peer makes it hold {each} bytes.");
        }
        finally
        {
            peers.ForEach(peer => peer.Dispose());
        }
    }

    [Fact]
    public void Twenty_seconds_without_a_token_and_it_is_sent_away()
    {
        using var late = Connect();
        using var silent = new RawClient(emulator.Port);
        using var proven = RawClient.Open(emulator);
        wire.Advance(TimeSpan.FromMilliseconds(19_999));
        late.Send(Begin(0));
        Assert.Equal(0x11ul, late.ReadFrame().Tag);
        wire.Advance(TimeSpan.FromMilliseconds(1));
        var close = late.ReadFrame();
        Assert.Equal(0x18ul, close.Tag);
        Assert.Equal(new Symbol("amqp:unauthorized-access"), ((Described)close.Field(0)!).Field(0));
        Assert.True(late.IsClosedByPeer());
        Assert.True(silent.IsClosedByPeer());
        proven.AttachSender(0, "q");
    }

    [Fact]
    public void A_frame_larger_than_its_room_ends_the_connection_before_it_is_read()
    {
        using var peer = Connect();
        peer.Send([0, 0, 0x20, 1, 2, 0, 0, 0]);
        Assert.Equal(0x18ul, peer.ReadFrame().Tag);
        Assert.True(peer.IsClosedByPeer());
    }

    private static long Held()
    {
        // Sockets of an earlier test are held until they are finalized.
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        // Not the running total: that goes wrong by what threads had reserved that have ended.
        var heap = GC.GetGCMemoryInfo();
        return heap.HeapSizeBytes - heap.FragmentedBytes;
    }

    private RawClient Connect()
    {
        var peer = new RawClient(emulator.Port);
        peer.Send([.. RawClient.SaslHeader, .. RawClient.AnonymousInit(), .. RawClient.AmqpHeader, .. RawClient.Frame(0x10, "raw", null, 65536u)]);
        Assert.Equal(RawClient.SaslHeader, peer.Read(8));
        peer.ReadFrame();
        peer.ReadFrame();
        peer.Read(8);
        Assert.Equal(0x10ul, peer.ReadFrame().Tag);
        return peer;
    }

    private static byte[] Begin(ushort channel)
    {
        var frame = RawClient.Frame(0x11, null, 0u, 2048u, 2048u);
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(6), channel);
        return frame;
    }

    private static byte[] Attach(uint handle, string name, bool isReceiver, string address, object? properties = null) => RawClient.Frame(
        0x12, name, handle, isReceiver, null, null, RawClient.State(0x28, isReceiver ? address : null), RawClient.State(0x29, isReceiver ? "reply" : address),
        null, null, 0u, null, null, null, properties);

    private static byte[] Request(string operation, string? token = null)
    {
        var writer = new AmqpWriter();
        writer.Describe(Descriptor.ApplicationProperties);
        writer.Value(new AmqpMap { ["operation"] = operation, ["name"] = "sb://127.0.0.1/q" });
        writer.Describe(Descriptor.AmqpValue);
        writer.Value(token);
        return writer.ToArray();
    }

    private static void Abuse(RawClient peer, string kind, int times)
    {
        var properties = new AmqpMap();
        for (var i = 0; kind == "values that grow" && i < 300; i++)
            properties[$"{i}"] = new List<object?>();
        switch (kind)
        {
            case "half a frame":
                Try(peer, Begin(0), [0, 0, (byte)(0x20 * times), 0, 2, 0, 0, 0, .. new byte[8000 * times]]);
                break;
            case "unfinished messages":
                Try(peer, Begin(0));
                for (var i = 0u; i < 3 * times; i++)
                {
                    Try(peer, Attach(i, $"l{i}", isReceiver: false, "$cbs"));
                    Try(peer, RawClient.Transfer(new byte[4000], i, i, new byte[] { 1 }, 0u, false, true));
                }

                break;
            case "links with long names":
                Try(peer, Begin(0));
                for (var i = 0u; i < 4 * times; i++)
                    Try(peer, Attach(i, new string('n', 1500), isReceiver: true, "$cbs"));
                break;
            case "links that are refused":
                Try(peer, Begin(0));
                for (var i = 0u; i < 8 * times; i++)
                    Try(peer, Attach(i, "refused", isReceiver: true, "q", properties));
                break;
            case "values that grow":
                Try(peer, Begin(0));
                for (var i = 0u; i < 3 * times; i++)
                    Try(peer, Attach(i, $"l{i}", isReceiver: false, "$cbs", properties));
                break;
            case "sessions":
                for (ushort i = 0; i < 4 * times; i++)
                    Try(peer, Begin(i));
                Try(peer, Attach(7, "last", isReceiver: false, "$cbs"));
                break;
            case "answers that nobody reads":
                Try(peer, Begin(0), Attach(0, "s", isReceiver: false, "$cbs"), Attach(1, "r", isReceiver: true, "$cbs"));
                for (var i = 0u; i < 70 * times; i++)
                    Try(peer, RawClient.Transfer(Request("x"), 0u, i, new byte[] { 1 }, 0u, true));
                break;
            case "tokens that are wrong":
                Try(peer, Begin(0), Attach(0, "s", isReceiver: false, "$cbs"), Attach(1, "r", isReceiver: true, "$cbs"), RawClient.LinkFlow(1, 0, 1000));
                for (var i = 0u; i < 10 * times; i++)
                    Try(peer, RawClient.Transfer(Request("put-token", new string('t', 500)), 0u, i, new byte[] { 1 }, 0u, true));
                break;
            case "transactions":
                Try(peer, Begin(0), RawClient.Frame(0x12, "c", 0u, false, null, null, RawClient.State(0x28), RawClient.State(0x30), null, null, 0u));
                for (var i = 0u; i < 60 * times; i++)
                    Try(peer, RawClient.Transfer(Declare(), 0u, i, new byte[] { 1 }, 0u, false));
                break;
            default:
                break;
        }
    }

    private static byte[] Declare()
    {
        var writer = new AmqpWriter();
        writer.Describe(Descriptor.AmqpValue);
        writer.Value(RawClient.State(Descriptor.Declare));
        return writer.ToArray();
    }

    private static void Try(RawClient peer, params byte[][] frames)
    {
        foreach (var frame in frames)
            peer.TrySend(frame);
    }
}
