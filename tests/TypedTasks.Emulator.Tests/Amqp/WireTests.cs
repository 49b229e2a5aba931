using TypedTasks.Emulator.Codec;

namespace TypedTasks.Emulator.Tests.Amqp;

public sealed class WireTests : IAsyncLifetime
{
    private ServiceBusEmulator emulator = null!;

    public async Task InitializeAsync() => emulator = await ServiceBusEmulator.StartAsync(new() { Queues = { new QueueOptions { Name = "q" } } });

    public async Task DisposeAsync() => await emulator.DisposeAsync();

    [Theory]
    [InlineData(uint.MaxValue, 0u)]
    [InlineData(uint.MaxValue, 1u)]
    [InlineData(0x8000_0000u, 0u)]
    [InlineData(0x8000_0001u, 1u)]
    public void A_window_of_any_size_is_as_open_as_it_says(uint window, uint seen)
    {
        using var client = RawClient.Open(emulator, window: window);
        client.AttachSender(0, "q");
        for (var i = 0u; i < 3; i++)
        {
            client.Send(RawClient.Transfer(RawClient.Message($"{i}"), 0u, i, new byte[] { 1 }, 0u, true));
        }

        client.AttachReceiver(1, "q");
        client.Flow(1, 0, 1, window: window);
        Assert.Equal(0x14ul, client.ReadFrame().Tag);
        // Whether the peer says that it has seen the first delivery or not: there is room for the others.
        client.Flow(1, 1, 2, nextIncoming: seen, window: window);
        Assert.Equal(0x14ul, client.ReadFrame().Tag);
        Assert.Equal(0x14ul, client.ReadFrame().Tag);
    }

    [Fact]
    public void A_window_that_is_full_is_full_whatever_its_numbers_are()
    {
        using var client = RawClient.Open(emulator, window: 2);
        client.AttachSender(0, "q");
        for (var i = 0u; i < 3; i++)
            client.Send(RawClient.Transfer(RawClient.Message($"{i}"), 0u, i, new byte[] { 1 }, 0u, true));
        client.AttachReceiver(1, "q");
        client.Flow(1, 0, 3, window: 2);
        Assert.Equal(0x14ul, client.ReadFrame().Tag);
        Assert.Equal(0x14ul, client.ReadFrame().Tag);
        // Two are under way in a window of one: there is no room, and none below zero.
        client.Flow(1, 2, 1, echo: true, window: 1);
        Assert.Equal(0x13ul, client.ReadFrame().Tag);
        client.Flow(1, 2, 1, nextIncoming: 2, window: 1);
        Assert.Equal(0x14ul, client.ReadFrame().Tag);
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("azsdk-js-azureservicebus/7.9.5", true)]
    [InlineData("azsdk-net-Messaging.ServiceBus/7.21.0", false)]
    public void The_client_that_mistakes_a_quick_answer_settles_by_itself(string? userAgent, bool settled)
    {
        using var client = RawClient.Open(emulator, userAgent: userAgent);
        client.Send(RawClient.Frame(0x12, "c", 0u, false, null, null, RawClient.State(0x28), RawClient.State(0x30), null, null, 0u));
        Assert.Equal(0x12ul, client.ReadFrame().Tag);
        Assert.Equal(0x13ul, client.ReadFrame().Tag);
        var writer = new AmqpWriter();
        writer.Describe(Descriptor.AmqpValue);
        writer.Value(RawClient.State(Descriptor.Declare));
        client.Send(RawClient.Transfer(writer.ToArray(), 0u, 0u, new byte[] { 1 }, 0u, false));
        var declared = client.ReadFrame();
        Assert.True(((Described)declared.Field(4)!).Is(Descriptor.Declared));
        Assert.Equal(settled, declared.Field(3));
        client.AttachSender(1, "q");
        client.Send(RawClient.Transfer(RawClient.Message(new string('m', 129)), 1u, 1u, new byte[] { 2 }, 0u, false));
        var refused = client.ReadFrame();
        Assert.True(((Described)refused.Field(4)!).Is(Descriptor.Rejected));
        Assert.Equal(settled, refused.Field(3));
        // What is accepted is over at once for everybody: there is no other outcome to mistake it for.
        client.Send(RawClient.Transfer(RawClient.Message("1"), 1u, 2u, new byte[] { 3 }, 0u, false));
        Assert.Equal(true, client.ReadFrame().Field(3));
        // Its word that it has settled is heard and changes nothing.
        client.Send(RawClient.Frame(0x15, false, 0u, 1u, true));
        Assert.Equal(1, emulator.GetCounts("q").Active);
    }

    [Fact]
    public void Sends_of_one_batch_are_acknowledged_in_one_range()
    {
        using var client = RawClient.Open(emulator);
        client.AttachSender(0, "q");
        var batch = Enumerable.Range(0, 10).SelectMany(i => RawClient.Transfer(RawClient.Message($"{i}"), 0u, (uint)i, new byte[] { (byte)i }, 0u, false)).ToArray();
        client.Send(batch);
        var next = 0u;
        while (next < 10)
        {
            var disposition = client.ReadFrame();
            Assert.Equal((true, next), ((bool)disposition.Field(0)!, (uint)disposition.Field(1)!));
            Assert.True(((Described)disposition.Field(4)!).Is(Descriptor.Accepted));
            next = (uint)disposition.Field(2)! + 1;
        }

        Assert.Equal(10, emulator.GetCounts("q").Active);
    }

    [Fact]
    public void A_delivery_in_many_frames_is_one_message()
    {
        using var client = RawClient.Open(emulator);
        client.AttachSender(0, "q");
        var message = RawClient.Message("1", new string('x', 1000));
        for (var i = 0; i < message.Length; i += 100)
        {
            var part = message[i..Math.Min(i + 100, message.Length)];
            var more = i + 100 < message.Length;
            client.Send(i == 0 ? RawClient.Transfer(part, 0u, 0u, new byte[] { 1 }, 0u, false, more) : RawClient.Transfer(part, 0u, null, null, null, null, more));
        }

        Assert.Equal(0x15ul, client.ReadFrame().Tag);
        client.AttachReceiver(1, "q", presettled: true);
        client.Flow(1, 0, 1);
        var payload = (byte[])client.ReadFrame().Fields[^1]!;
        Assert.Equal(message, payload[^message.Length..]);
    }

    [Fact]
    public void An_aborted_delivery_leaves_nothing_behind()
    {
        using var client = RawClient.Open(emulator);
        client.AttachSender(0, "q");
        client.Send(RawClient.Transfer([1, 2, 3], 0u, 0u, new byte[] { 1 }, 0u, false, true));
        client.Send(RawClient.Transfer([], 0u, null, null, null, null, false, null, null, null, true));
        client.Send(RawClient.Transfer(RawClient.Message("whole"), 0u, 1u, new byte[] { 2 }, 0u, false));
        Assert.Equal(1u, client.ReadFrame().Field(1));
        Assert.Equal(1, emulator.GetCounts("q").Active);
    }

    [Fact]
    public void A_delivery_that_grows_too_large_is_rejected_and_its_link_detached()
    {
        using var client = RawClient.Open(emulator);
        client.AttachSender(0, "q");
        for (var i = 0; i < 5; i++)
            client.Send(RawClient.Transfer(new byte[60_000], 0u, i == 0 ? 0u : null, i == 0 ? new byte[] { 1 } : null, 0u, false, true));
        var disposition = client.ReadFrame();
        Assert.True(((Described)disposition.Field(4)!).Is(Descriptor.Rejected));
        var detach = client.ReadFrame();
        Assert.Equal(0x16ul, detach.Tag);
        Assert.Equal(new Symbol("amqp:link:message-size-exceeded"), ((Described)detach.Field(2)!).Field(0));
        client.Send(RawClient.Frame(0x16, 0u, true));
        client.AttachSender(0, "q");
    }

    [Fact]
    public void A_message_that_is_not_one_is_rejected_and_the_link_lives_on()
    {
        using var client = RawClient.Open(emulator);
        client.AttachSender(0, "q");
        client.Send(RawClient.Transfer([0xff, 0xff], 0u, 0u, new byte[] { 1 }, 0u, false));
        Assert.True(((Described)client.ReadFrame().Field(4)!).Is(Descriptor.Rejected));
        client.Send(RawClient.Transfer(RawClient.Message("good"), 0u, 1u, new byte[] { 2 }, 0u, false));
        Assert.True(((Described)client.ReadFrame().Field(4)!).Is(Descriptor.Accepted));
    }

    [Fact]
    public void Credit_is_what_the_peer_says_last()
    {
        Fill(5);
        using var client = RawClient.Open(emulator);
        client.AttachReceiver(0, "q");
        client.Flow(0, 0, 2);
        Assert.Equal([0u, 1u], [Transfer(client), Transfer(client)]);
        // The same credit again with an old count grants nothing new.
        client.Flow(0, 0, 2, echo: true);
        Assert.Equal((2u, 0u), CreditIn(client.ReadFrame()));
        // Both in one write: what was granted is taken back before it is used.
        client.Send([.. RawClient.LinkFlow(0, 2, 3), .. RawClient.LinkFlow(0, 2, 1)]);
        Assert.Equal(2u, Transfer(client));
        client.Flow(0, 3, 0, echo: true);
        Assert.Equal((3u, 0u), CreditIn(client.ReadFrame()));
    }

    [Fact]
    public void A_drain_is_answered_with_drain_and_no_credit()
    {
        Fill(2);
        using var client = RawClient.Open(emulator);
        client.AttachReceiver(0, "q");
        client.Flow(0, 0, 10, drain: true);
        Assert.Equal([0u, 1u], [Transfer(client), Transfer(client)]);
        var flow = client.ReadFrame();
        Assert.Equal((0x13ul, 10u, 0u, true), ((ulong)flow.Tag!, (uint)flow.Field(5)!, (uint)flow.Field(6)!, (bool)flow.Field(8)!));
        Fill(1);
        // Drained credit takes nothing; the next message comes for new credit.
        client.Flow(0, 10, 1);
        Assert.Equal(2u, Transfer(client));
    }

    [Fact]
    public void Credit_wraps_around()
    {
        Fill(3);
        using var client = RawClient.Open(emulator);
        client.AttachReceiver(0, "q");
        client.Flow(0, 0, uint.MaxValue);
        Assert.Equal(0x16ul, ReadUntilDetachOf(client, 0));
    }

    [Fact]
    public void One_range_settles_what_is_known_in_it_and_skips_the_rest()
    {
        Fill(5);
        using var client = RawClient.Open(emulator);
        client.AttachReceiver(0, "q");
        client.Flow(0, 0, 5);
        for (var i = 0; i < 5; i++)
            Transfer(client);
        client.Send(RawClient.Frame(0x15, true, 1u, 1u, true, RawClient.State(0x24)));
        client.Send(RawClient.Frame(0x15, true, 0u, 1000u, false, RawClient.State(0x24)));
        var settled = new List<uint>();
        while (settled.Count < 4)
        {
            var disposition = client.ReadFrame();
            Assert.Equal(false, disposition.Field(0));
            for (var id = (uint)disposition.Field(1)!; id <= (uint)disposition.Field(2)!; id++)
                settled.Add(id);
        }

        Assert.Equal([0u, 2u, 3u, 4u], settled);
        Assert.Equal(0, emulator.GetCounts("q").Active);
    }

    [Fact]
    public void A_small_window_holds_deliveries_back_until_it_opens()
    {
        Fill(5);
        using var client = RawClient.Open(emulator, window: 2);
        client.AttachReceiver(0, "q");
        client.Flow(0, 0, 5, window: 2);
        Assert.Equal([0u, 1u], [Transfer(client), Transfer(client)]);
        client.Flow(0, 2, 3, nextIncoming: 2, window: 3);
        Assert.Equal([2u, 3u, 4u], [Transfer(client), Transfer(client), Transfer(client)]);
    }

    [Fact]
    public void A_split_message_waits_in_the_middle_when_the_window_is_full()
    {
        Fill(1, new string('z', 1500));
        using var client = RawClient.Open(emulator, maxFrame: 512, window: 2);
        client.AttachReceiver(0, "q");
        client.Flow(0, 0, 5, window: 2);
        for (var i = 1u; i <= 4; i++)
        {
            var frame = client.ReadFrame();
            Assert.Equal(0x14ul, frame.Tag);
            Assert.Equal(i < 4, frame.Field(5));
            if (i % 2 == 0)
                client.Flow(0, 0, 5, nextIncoming: i, window: 2);
        }

        client.Flow(0, 1, 0, echo: true, nextIncoming: 4);
        Assert.Equal((1u, 0u), CreditIn(client.ReadFrame()));
    }

    [Fact]
    public void A_message_is_split_for_a_peer_with_small_frames()
    {
        var body = new string('y', 3000);
        Fill(1, body);
        using var client = RawClient.Open(emulator, maxFrame: 512);
        client.AttachReceiver(0, "q", presettled: true);
        client.Flow(0, 0, 1);
        var whole = new List<byte>();
        Described transfer;
        do
        {
            transfer = client.ReadFrame();
            whole.AddRange((byte[])transfer.Fields[^1]!);
        }
        while (transfer.Field(5) is true);
        var expected = RawClient.Message("0", body);
        Assert.Equal(expected, whole.TakeLast(expected.Length));
    }

    [Fact]
    public void A_link_that_went_away_takes_no_message_with_it()
    {
        using var client = RawClient.Open(emulator);
        client.AttachReceiver(0, "q", presettled: true);
        client.Flow(0, 0, 10);
        client.Send(RawClient.Frame(0x16, 0u, true));
        Assert.Equal(0x16ul, client.ReadFrame().Tag);
        Fill(1);
        client.AttachReceiver(0, "q", presettled: true);
        client.Flow(0, 0, 1);
        Transfer(client);
    }

    private static (uint DeliveryCount, uint Credit) CreditIn(Described flow)
    {
        Assert.Equal(0x13ul, flow.Tag);
        return ((uint)flow.Field(5)!, (uint)flow.Field(6)!);
    }

    private static uint Transfer(RawClient client)
    {
        var frame = client.ReadFrame();
        Assert.Equal(0x14ul, frame.Tag);
        return (uint)frame.Field(1)!;
    }

    private static ulong ReadUntilDetachOf(RawClient client, uint handle)
    {
        client.Send(RawClient.Frame(0x16, handle, true));
        Described frame;
        do
        {
            frame = client.ReadFrame();
        }
        while (!frame.Is(Descriptor.Detach));
        return (ulong)frame.Tag!;
    }

    private void Fill(int count, string body = "body")
    {
        using var sender = RawClient.Open(emulator);
        sender.AttachSender(0, "q");
        for (var i = 0; i < count; i++)
        {
            sender.Send(RawClient.Transfer(RawClient.Message($"{(count == 1 && body == "body" ? Guid.NewGuid() : i)}", body), 0u, (uint)i, new byte[] { (byte)i }, 0u, false));
            Assert.True(((Described)sender.ReadFrame().Field(4)!).Is(Descriptor.Accepted));
        }
    }
}
