using System.Globalization;
using Amqp.Types;
using Microsoft.Extensions.Time.Testing;
using TypedTasks.Emulator.Entities;
using TypedTasks.Emulator.Tests.Amqp;
using TypedTasks.Emulator.Tests.Entities;
using Outcome = TypedTasks.Emulator.Entities.Outcome;

namespace TypedTasks.Emulator.Tests.Namespaces;

/// <summary>Time that passes in one namespace because somebody said so, while the clocks of its clients stay as they are.</summary>
public sealed class PassingTimeTests : IDisposable
{
    private const int Hour = 3_600_000;
    private readonly World world = new();

    public void Dispose() => world.Dispose();

    [Fact]
    public void Locks_and_lives_end_as_if_the_time_had_passed()
    {
        var queue = world.Queue(new QueueOptions { Name = "q", DeadLetteringOnExpiration = true });
        world.Send(queue, "locked");
        var receiver = world.Receive(queue);
        Pass(59_999);
        Assert.Equal(0u, receiver.Messages[0].DeliveryCount);
        Pass(1);
        Assert.False(world.Settle(receiver, 0, Outcome.Complete));
        Assert.Equal(1u, receiver.Messages[0].DeliveryCount);
        world.Send(queue, "brief", ttl: 5_000);
        Pass(5_000);
        Assert.Equal(1, queue.SubQueues.DeadLetterCount);
    }

    [Fact]
    public void What_is_scheduled_afterwards_is_due_when_its_sender_said()
    {
        var queue = world.Queue();
        world.Send(queue, "before", scheduledFor: world.Now + 2 * Hour);
        Pass(Hour);
        world.Send(queue, "after", scheduledFor: world.Now + Hour / 2);
        Assert.Equal((0, 2), (queue.ActiveCount, queue.ScheduledCount));
        world.Time.Advance(TimeSpan.FromMinutes(30) - TimeSpan.FromMilliseconds(1));
        Assert.Equal(0, queue.ActiveCount);
        world.Time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(["after"], Bodies(queue));
        Pass(Hour / 2);
        Assert.Equal(["after", "before"], Bodies(queue));
    }

    [Fact]
    public void A_time_that_no_clock_reaches_stays_out_of_reach()
    {
        var queue = world.Queue();
        Pass(Hour);
        world.Send(queue, "never", scheduledFor: long.MaxValue);
        world.Send(queue, "now", scheduledFor: world.Now);
        Assert.Equal((1, 1), (queue.ActiveCount, queue.ScheduledCount));
    }

    [Fact]
    public void Ids_are_forgotten_and_idle_entities_go()
    {
        var queue = world.Queue(new QueueOptions { Name = "q", DuplicateDetectionWindow = TimeSpan.FromMinutes(1) });
        world.Queue(new QueueOptions { Name = "idle", AutoDeleteOnIdle = TimeSpan.FromMinutes(5) });
        world.Send(queue, "1");
        world.Send(queue, "1");
        Assert.Equal(1, queue.ActiveCount);
        Pass(60_000);
        world.Send(queue, "1");
        Assert.Equal(2, queue.ActiveCount);
        Pass(4 * 60_000);
        Assert.Null(world.Broker.Directory.FindQueue("idle"));
    }

    [Fact]
    public void Everything_that_has_come_due_happens_in_the_order_of_time()
    {
        var queue = world.Queue();
        foreach (var minutes in new[] { 30, 10, 20 })
            world.Send(queue, $"{minutes}", scheduledFor: world.Now + minutes * 60_000L);
        Pass(Hour);
        Assert.Equal(["10", "20", "30"], Bodies(queue));
    }

    [Fact]
    public void One_namespace_is_ahead_of_another()
    {
        var near = world.Queue();
        var beside = world.Broker.Beside();
        MessageQueue far;
        using (beside.Enter())
        {
            beside.Directory.TryAdd(new QueueOptions { Name = "q" });
            far = beside.Directory.FindQueue("q")!;
            far.Enqueue(World.Content("1", world.Now + Hour));
        }

        world.Send(near, "1", scheduledFor: world.Now + Hour);
        using (beside.Enter())
            beside.Advance(Hour);
        Assert.Equal((0, 1), (near.ActiveCount, far.ActiveCount));
        world.Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal((1, 1), (near.ActiveCount, far.ActiveCount));
    }

    [Fact]
    public void Scheduled_messages_appear_at_once_and_nothing_else_grows_older()
    {
        var queue = world.Queue();
        world.Send(queue, "locked");
        var receiver = world.Receive(queue);
        foreach (var (id, hours) in new[] { ("late", 3), ("soon", 1) })
            world.Send(queue, id, scheduledFor: world.Now + hours * Hour);
        Assert.Equal(2, Activate(queue));
        Assert.Equal(["soon", "late"], Bodies(queue));
        Assert.True(world.Settle(receiver, 0, Outcome.Complete));
        Assert.Equal(0, Activate(queue));
    }

    [Fact]
    public void What_appears_before_its_time_is_not_scheduled_again_where_it_goes_on()
    {
        using (world.Broker.Enter())
        {
            world.Broker.Directory.TryAdd(new QueueOptions { Name = "last" });
            world.Broker.Directory.TryAdd(new TopicOptions
            {
                Name = "t",
                Subscriptions =
                {
                    new SubscriptionOptions { Name = "stays" },
                    new SubscriptionOptions { Name = "goes", ForwardTo = "last", Rules = { new RuleOptions { Name = "r", Action = "SET a = 1" } } },
                },
            });
        }

        var topic = world.Broker.Directory.FindTopic("t")!;
        world.Send(topic.Inbox, "1", scheduledFor: world.Now + Hour);
        Assert.Equal(1, Activate(topic.Inbox));
        Assert.Equal((1, 1), (topic.Find("stays")!.Queue.ActiveCount, world.Broker.Directory.FindQueue("last")!.ActiveCount));
        Assert.Equal(0, world.Broker.Directory.Targets.Sum(queue => queue.ScheduledCount));
    }

    [Fact]
    public async Task Clients_give_and_get_the_times_of_their_own_clocks()
    {
        await using var emulator = await ServiceBusEmulator.StartAsync(new() { Queues = { new QueueOptions { Name = "q" }, new QueueOptions { Name = "s", RequiresSession = true } } });
        await using var client = await LiteClient.ConnectAsync(emulator, "q");
        emulator.Advance(TimeSpan.FromDays(400));
        // Tokens end by the clocks of those who made them.
        Assert.Equal(202, await client.PutTokenAsync("s", TimeSpan.FromMinutes(5)));
        var before = DateTime.UtcNow.AddSeconds(-1);
        await LiteClient.SendAsync(client.Sender("q"), LiteClient.Message("1"));
        using var message = await client.Receiver("q").ReceiveAsync(TimeSpan.FromSeconds(10));
        var (enqueued, locked) = ((DateTime)message.MessageAnnotations[new Symbol("x-opt-enqueued-time")], (DateTime)message.MessageAnnotations[new Symbol("x-opt-locked-until")]);
        Assert.InRange(enqueued, before, DateTime.UtcNow.AddSeconds(1));
        Assert.InRange(locked, before.AddMinutes(1), DateTime.UtcNow.AddMinutes(1).AddSeconds(1));
        using var renewed = await client.ManageAsync("q", "com.microsoft:renew-lock", new Map { ["lock-tokens"] = new[] { new Guid(message.DeliveryTag) } });
        var until = Assert.Single((DateTime[])((Map)renewed.Body)["expirations"]);
        Assert.InRange(until, before.AddMinutes(1), DateTime.UtcNow.AddMinutes(1).AddSeconds(1));
        using var peeked = await client.ManageAsync("q", "com.microsoft:peek-message", new Map { ["from-sequence-number"] = 0L, ["message-count"] = 1 });
        Assert.Equal(200, peeked.ApplicationProperties["statusCode"]);
    }

    [Fact]
    public async Task A_restart_knows_nothing_of_the_time_that_was_let_pass()
    {
        using var folder = new TemporaryFolder();
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        ServiceBusEmulatorOptions Options() => new() { DataFolder = folder.Path, TimeProvider = time, Queues = { new QueueOptions { Name = "q", DefaultTimeToLive = TimeSpan.FromHours(1) } } };
        await using (var emulator = await ServiceBusEmulator.StartAsync(Options()))
        {
            emulator.Advance(TimeSpan.FromDays(10));
            await using var client = await LiteClient.ConnectAsync(emulator);
            // Tokens are made by the real clock, which is not the emulator's here.
            Assert.Equal(202, await client.PutTokenAsync("q", TimeSpan.FromDays(3650)));
            await LiteClient.SendAsync(client.Sender("q"), LiteClient.Message("1"));
        }

        await using (var emulator = await ServiceBusEmulator.StartAsync(Options()))
        {
            time.Advance(TimeSpan.FromMinutes(59));
            Assert.Equal(1, emulator.GetCounts("q").Active);
            time.Advance(TimeSpan.FromMinutes(1));
            Assert.Equal(0, emulator.GetCounts("q").Active);
        }
    }

    [Theory]
    [InlineData("-00:00:00.001")]
    [InlineData("36500.00:00:01")]
    [InlineData("10000000.00:00:00")]
    public async Task Time_passes_forwards_and_not_without_end(string time)
    {
        await using var emulator = await ServiceBusEmulator.StartAsync();
        Assert.Throws<ArgumentOutOfRangeException>(() => emulator.Advance(TimeSpan.Parse(time, CultureInfo.InvariantCulture)));
        emulator.Advance(TimeSpan.FromDays(36_499));
        emulator.Advance(TimeSpan.FromDays(1));
        emulator.Advance(TimeSpan.Zero);
        Assert.Throws<ArgumentOutOfRangeException>(() => emulator.Advance(TimeSpan.FromMilliseconds(1)));
    }

    private void Pass(long milliseconds)
    {
        using (world.Broker.Enter())
            world.Broker.Advance(milliseconds);
    }

    private int Activate(MessageQueue queue)
    {
        using (world.Broker.Enter())
            return queue.ActivateScheduled(long.MaxValue);
    }

    private string[] Bodies(MessageQueue queue)
    {
        using (world.Broker.Enter())
            return [.. queue.Browse(0).Where(message => message.State == MessageState.Active).Select(message => message.Content.MessageId!)];
    }
}
