using Microsoft.Extensions.Logging.Abstractions;
using TypedTasks.Emulator.Amqp;
using TypedTasks.Emulator.Entities;
using TypedTasks.Emulator.Security;
using TypedTasks.Emulator.Tests.Entities;

namespace TypedTasks.Emulator.Tests.Amqp;

/// <summary>Frames that a connection gets in any order and any pieces, without a socket between.</summary>
public sealed class FlowTests : IDisposable
{
    private const int ChokeAt = 1024 * 1024;
    private readonly World world = new();
    private readonly ServerContext context;

    public FlowTests() => context = new(world.Broker, new AccessKey("RootManageSharedAccessKey", "key"), NullLogger.Instance, world.Time)
    {
        MaxConnections = 1,
        MaxUnsettled = 10_000,
    };

    public void Dispose()
    {
        context.IdleRoom.Dispose();
        world.Dispose();
    }

    [Fact]
    public void A_delivery_may_be_split_at_every_byte()
    {
        var queue = world.Queue();
        var peer = Open();
        peer.Take(Sender(0, "q"));
        var message = RawClient.Message("split", "body");
        for (var at = 0; at <= message.Length; at++)
        {
            var id = (uint)at;
            peer.Take([.. RawClient.Transfer(message[..at], 0u, id, new byte[] { 1 }, 0u, false, true), .. RawClient.Transfer(message[at..], 0u, null, null, null, null, false)]);
            Assert.Equal([(id, id, true)], peer.Dispositions());
        }

        // The id is the same each time: all but the first are duplicates, and none of them was misread.
        Assert.Equal(1, queue.ActiveCount);
    }

    [Fact]
    public void Deliveries_on_two_links_may_come_interleaved()
    {
        var (first, second) = (world.Queue("a"), world.Queue("b"));
        var peer = Open();
        peer.Take([.. Sender(0, "a"), .. Sender(1, "b")]);
        byte[][] messages = [RawClient.Message("for a", new string('a', 50)), RawClient.Message("for b", new string('b', 50))];
        for (var i = 0; i < 60; i += 10)
            foreach (var link in new[] { 0, 1 })
                peer.Take(Part(messages[link], i, i + 10, (uint)link, more: true));
        peer.Take(Part(messages[1], 60, messages[1].Length, 1, more: false));
        Assert.Equal([(1u, 1u, true)], peer.Dispositions());
        peer.Take(Part(messages[0], 60, messages[0].Length, 0, more: false));
        Assert.Equal([(0u, 0u, true)], peer.Dispositions());
        Assert.Equal(["for a"], world.Receive(first).Ids);
        Assert.Equal(["for b"], world.Receive(second).Ids);
    }

    [Fact]
    public void A_delivery_may_be_aborted_after_every_part()
    {
        var queue = world.Queue();
        var peer = Open();
        peer.Take(Sender(0, "q"));
        var message = RawClient.Message("aborted");
        for (var at = 0; at <= message.Length; at++)
        {
            peer.Take(RawClient.Transfer(message[..at], 0u, (uint)at, new byte[] { 1 }, 0u, false, true));
            peer.Take(RawClient.Transfer(message[at..], 0u, null, null, null, null, false, null, null, null, true));
        }

        Assert.Empty(peer.Dispositions());
        Assert.Equal(0, queue.ActiveCount);
        peer.Take(RawClient.Transfer(message, 0u, 1000u, new byte[] { 1 }, 0u, false));
        Assert.Equal([(1000u, 1000u, true)], peer.Dispositions());
    }

    [Fact]
    public void One_range_over_two_links_answers_each_delivery_as_it_stands()
    {
        var (first, second) = (world.Queue("a"), world.Queue(new QueueOptions { Name = "b", LockDuration = TimeSpan.FromSeconds(5) }));
        for (var i = 0; i < 3; i++)
        {
            world.Send(first, $"a{i}");
            world.Send(second, $"b{i}");
        }

        var peer = Open();
        peer.Take([.. Receiver(0, "a"), .. Receiver(1, "b"), .. RawClient.LinkFlow(0, 0, 3), .. RawClient.LinkFlow(1, 0, 3)]);
        Assert.Equal(6, peer.Transfers());
        // By now the locks of b are lost, and one of a is settled already.
        world.Time.Advance(TimeSpan.FromSeconds(5));
        peer.Take(RawClient.Frame(0x15, true, 1u, 1u, true, RawClient.State(0x24)));
        peer.Take(RawClient.Frame(0x15, true, 0u, 100u, false, RawClient.State(0x24)));
        var answers = peer.Dispositions().SelectMany(each => Enumerable.Range((int)each.First, (int)(each.Last - each.First) + 1).Select(id => (id, each.IsAccepted))).Order();
        Assert.Equal([(0, true), (2, true), (3, false), (4, false), (5, false)], answers);
        Assert.Equal((0, 3), (first.ActiveCount, second.ActiveCount));
    }

    [Theory]
    [InlineData(0x24, 0, 0, 0)]
    [InlineData(0x25, 0, 0, 4)]
    [InlineData(0x26, 4, 0, 0)]
    [InlineData(0x27, 4, 0, 0)]
    public void One_range_carries_one_outcome_for_all(byte outcome, int active, int deferred, int dead)
    {
        var queue = world.Queue();
        for (var i = 0; i < 4; i++)
            world.Send(queue, $"{i}");
        var peer = Open();
        peer.Take([.. Receiver(0, "q"), .. RawClient.LinkFlow(0, 0, 4)]);
        Assert.Equal(4, peer.Transfers());
        peer.Take(RawClient.Frame(0x15, true, 0u, 3u, false, RawClient.State(outcome)));
        Assert.Equal(4, peer.Dispositions().Sum(each => (int)(each.Last - each.First) + 1));
        Assert.Equal((active, deferred, dead), (queue.ActiveCount, queue.DeferredCount, queue.SubQueues.DeadLetterCount));
    }

    [Fact]
    public void A_peer_that_reads_nothing_holds_a_bounded_part_and_the_others_get_the_rest()
    {
        const int Count = 1000;
        var queue = world.Queue();
        for (var i = 0; i < Count; i++)
            world.Send(queue, $"{i}", body: new string('x', 10_000));
        var stalled = Open();
        stalled.Take([.. Receiver(0, "q"), .. RawClient.LinkFlow(0, 0, Count)]);
        Assert.True(stalled.Connection.IsChoked);
        Assert.InRange(stalled.Connection.Output.Length, ChokeAt, ChokeAt + 11_000);
        var others = world.Receive(queue, credit: Count);
        Assert.InRange(others.Messages.Count, Count - (ChokeAt / 10_000) - 2, Count - 1);
        // When it reads again it is served again.
        Assert.Equal(Count - others.Messages.Count, stalled.Transfers());
        using (world.Broker.Enter())
            stalled.Connection.IsChoked = false;
        others.Credit = 0;
        world.Settle(others, 0, Outcome.Abandon);
        using (world.Broker.Enter())
            stalled.Connection.Resume();
        Assert.Equal(1, stalled.Transfers());
    }

    [Fact]
    public void A_peer_that_asks_and_reads_nothing_is_not_heard_for_a_while()
    {
        var peer = Open();
        var asked = RawClient.Frame(0x13, 0u, 2048u, 0u, 2048u, null, null, null, null, false, true);
        var most = 0;
        while (!peer.Connection.IsChoked && most++ < 100_000)
            peer.Take(asked);
        // The pump waits from here on; more than one frame beyond the limit never collects.
        Assert.InRange(peer.Connection.Output.Length, ChokeAt, ChokeAt + 100);
    }

    private static byte[] Sender(uint handle, string queue) =>
        RawClient.Frame(0x12, $"s{handle}", handle, false, null, null, RawClient.State(0x28), RawClient.State(0x29, queue), null, null, 0u);

    private static byte[] Receiver(uint handle, string queue) =>
        RawClient.Frame(0x12, $"r{handle}", handle, true, (byte)0, (byte)0, RawClient.State(0x28, queue), RawClient.State(0x29));

    private static byte[] Part(byte[] message, int from, int to, uint link, bool more) => from == 0
        ? RawClient.Transfer(message[from..to], link, link, new[] { (byte)link }, 0u, false, more)
        : RawClient.Transfer(message[from..to], link, null, null, null, null, more);

    private Peer Open()
    {
        var peer = new Peer(context);
        peer.Take([.. RawClient.SaslHeader, .. RawClient.PlainInit("key"), .. RawClient.AmqpHeader, .. RawClient.Frame(0x10, "raw", null, 65536u), .. RawClient.Frame(0x11, null, 0u, 100_000u, 2048u)]);
        peer.Forget();
        return peer;
    }
}
