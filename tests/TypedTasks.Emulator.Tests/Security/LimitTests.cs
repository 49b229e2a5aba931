using System.Net.Sockets;
using TypedTasks.Emulator.Codec;
using TypedTasks.Emulator.Entities;
using TypedTasks.Emulator.Entities.Rules;
using TypedTasks.Emulator.Management;
using TypedTasks.Emulator.Tests.Amqp;
using TypedTasks.Emulator.Tests.Entities;

namespace TypedTasks.Emulator.Tests.Security;

public sealed class LimitTests : IAsyncLifetime
{
    private const int Few = 10;
    private ServiceBusEmulator emulator = null!;

    public async Task InitializeAsync() => emulator = await ServiceBusEmulator.StartAsync(new()
    {
        MaxConnections = 3,
        MaxUnsettled = Few,
        Queues = { new QueueOptions { Name = "q", RequiresDuplicateDetection = false } },
    });

    public async Task DisposeAsync() => await emulator.DisposeAsync();

    [Fact]
    public void A_peer_that_settles_nothing_gets_no_more_than_it_may_hold()
    {
        using var client = RawClient.Open(emulator);
        client.AttachSender(0, "q");
        for (var i = 0u; i < 2 * Few; i++)
            client.Send(RawClient.Transfer(RawClient.Message($"{i}"), 0u, i, BitConverter.GetBytes(i), 0u, true));
        client.AttachReceiver(1, "q");
        client.Flow(1, 0, 1000, nextIncoming: 0);
        for (var i = 0u; i < Few; i++)
            Assert.Equal(i, Transfer(client));
        // Without the limit the next frame would be another transfer.
        client.Flow(1, Few, 1000, echo: true, nextIncoming: Few);
        Assert.Equal(0x13ul, client.ReadFrame().Tag);
        client.Send(RawClient.Frame(0x15, true, 3u, 5u, true, RawClient.State(0x24)));
        for (var i = (uint)Few; i < Few + 3; i++)
            Assert.Equal(i, Transfer(client));
        client.Flow(1, Few + 3, 1000, echo: true, nextIncoming: Few + 3);
        Assert.Equal(0x13ul, client.ReadFrame().Tag);
    }

    private static uint Transfer(RawClient client)
    {
        var frame = client.ReadFrame();
        Assert.Equal(0x14ul, frame.Tag);
        return (uint)frame.Field(1)!;
    }

    [Fact]
    public void More_connections_than_allowed_are_closed()
    {
        var clients = Enumerable.Range(0, 3).Select(_ => RawClient.Open(emulator)).ToList();
        using var last = new TcpClient("127.0.0.1", emulator.Port) { ReceiveTimeout = 30_000 };
        Assert.Equal(0, last.Client.Receive(new byte[1], SocketFlags.None, out var error) + (error == SocketError.TimedOut ? 1 : 0));
        clients.ForEach(client => client.Dispose());
    }

    [Fact]
    public void A_session_beyond_the_limit_ends_the_connection()
    {
        using var client = RawClient.Open(emulator);
        var begin = RawClient.Frame(0x11, null, 0u, 2048u, 2048u);
        (begin[6], begin[7]) = (0, 255);
        client.Send(begin);
        Assert.Equal(0x18ul, client.ReadFrame().Tag);
    }

    [Fact]
    public void A_link_beyond_the_limit_ends_the_connection()
    {
        using var client = RawClient.Open(emulator);
        client.Send(RawClient.Frame(0x12, "far", 4096u, true, null, null, RawClient.State(0x28, "q"), RawClient.State(0x29)));
        Assert.Equal(0x18ul, client.ReadFrame().Tag);
    }

    [Theory]
    [InlineData(16, true)]
    [InlineData(17, false)]
    public void Values_are_nested_so_deep_and_no_deeper(int depth, bool isRead)
    {
        var writer = new AmqpWriter();
        object? value = 1L;
        for (var i = 0; i < depth; i++)
            value = new List<object?> { value };
        writer.Value(value);
        if (isRead)
            Assert.NotNull(AmqpValueReader.Read(writer.ToArray()));
        else
            Assert.Throws<AmqpException>(() => AmqpValueReader.Read(writer.ToArray()));
    }

    [Theory]
    [InlineData("D0 0000000C 7FFFFFFF")] // a list of two thousand million elements
    [InlineData("D1 0000000C 7FFFFFFE")] // a map
    [InlineData("F0 0000000C 7FFFFFFF 61")] // an array
    [InlineData("B0 7FFFFFFF")] // a binary of two gigabytes
    [InlineData("B1 FFFFFFFF")] // a text of four
    public void A_count_that_the_bytes_do_not_bear_out_allocates_nothing(string bytes)
    {
        var encoded = Convert.FromHexString(bytes.Replace(" ", "", StringComparison.Ordinal) + "0000000000000000");
        Assert.Throws<AmqpException>(() => AmqpValueReader.Read(encoded));
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<AmqpException>(() => AmqpValueReader.Read(encoded));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 16 * 1024);
    }

    [Fact]
    public void A_filter_is_so_long_and_no_longer()
    {
        _ = new SqlFilter(new string(' ', SqlLexer.MaxLength - 3) + "1=1");
        Assert.Contains("longer than 1024", Assert.Throws<AmqpException>(() => new SqlFilter(new string(' ', SqlLexer.MaxLength - 2) + "1=1")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("(", "1=1", ")")]
    [InlineData("NOT ", "1=1", "")]
    [InlineData("-", "1", "=1")]
    public void A_filter_is_nested_so_deep_and_no_deeper(string open, string core, string close)
    {
        string Nested(int depth) => string.Concat(Enumerable.Repeat(open, depth)) + core + (close == ")" ? new string(')', depth) : close);
        _ = new SqlFilter(Nested(5));
        Assert.Contains("nested too deeply", Assert.Throws<AmqpException>(() => new SqlFilter(Nested(100))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void There_are_so_many_entities_and_no_more()
    {
        using var world = new World();
        var editor = new EntityEditor(world.Broker);
        using (world.Broker.Enter())
        {
            for (var i = 0; i < 9_999; i++)
                world.Broker.Directory.TryAdd(new QueueOptions { Name = $"q{i}" });
            var topic = editor.Create(new TopicOptions { Name = "t" }, new EntityFacts(0));
            Assert.Equal(403, Assert.Throws<ManagementException>(() => editor.Create(new QueueOptions { Name = "one-more" }, new EntityFacts(0))).Status);
            for (var i = 0; i < 2_000; i++)
                editor.Create(topic, new SubscriptionOptions { Name = $"s{i}" }, new EntityFacts(0));
            var refusal = Assert.Throws<ManagementException>(() => editor.Create(topic, new SubscriptionOptions { Name = "one-more" }, new EntityFacts(0)));
            Assert.Equal("SubCode=40300. The maximum number of subscriptions of a topic, 2000, has been reached.", refusal.Message);
        }
    }

    [Fact]
    public void A_subscription_has_so_many_rules_and_no_more()
    {
        using var world = new World();
        using (world.Broker.Enter())
        {
            world.Broker.Directory.TryAdd(new TopicOptions { Name = "t", Subscriptions = { new() { Name = "s" } } });
            var subscription = world.Broker.Directory.FindTopic("t")!.Find("s")!;
            for (var i = 1; i < 2_000; i++)
                subscription.Add(new RuleOptions { Name = $"r{i}" });
            Assert.Equal(ErrorCondition.ResourceLimitExceeded, Assert.Throws<AmqpException>(() => subscription.Add(new RuleOptions { Name = "one-more" })).Condition);
        }
    }
}
