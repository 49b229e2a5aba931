using Microsoft.Extensions.Time.Testing;

namespace TypedTasks.Emulator.Tests.Management;

public sealed class EntityLifeTests
{
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task An_entity_that_nobody_uses_is_deleted_when_its_time_is_over()
    {
        await using var emulator = await ServiceBusEmulator.StartAsync(new()
        {
            TimeProvider = time,
            Queues = { new() { Name = "idle", AutoDeleteOnIdle = TimeSpan.FromMinutes(5) }, new() { Name = "stays" } },
            Topics = { new() { Name = "t", Subscriptions = { new() { Name = "s", AutoDeleteOnIdle = TimeSpan.FromMinutes(6) } } } },
        });
        time.Advance(TimeSpan.FromMinutes(5) - TimeSpan.FromMilliseconds(1));
        Assert.Equal(0, emulator.GetCounts("idle").Active);
        time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Throws<ArgumentException>(() => emulator.GetCounts("idle"));
        Assert.Equal(0, emulator.GetCounts("t/Subscriptions/s").Active);
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.Throws<ArgumentException>(() => emulator.GetCounts("t/Subscriptions/s"));
        Assert.Equal(0, emulator.GetCounts("stays").Active);
    }

    [Fact]
    public async Task A_receiver_keeps_an_entity_alive()
    {
        await using var emulator = await ServiceBusEmulator.StartAsync(new()
        {
            TimeProvider = time,
            Queues = { new() { Name = "used", AutoDeleteOnIdle = TimeSpan.FromMinutes(5) } },
        });
        await using (var client = await Amqp.LiteClient.ConnectAsync(emulator, "used"))
        {
            var receiver = client.Receiver("used");
            receiver.SetCredit(1, global::Amqp.CreditMode.Manual);
            await client.Sender("used").SendAsync(Amqp.LiteClient.Message("1"));
            Assert.NotNull(await receiver.ReceiveAsync(TimeSpan.FromSeconds(10)));
            time.Advance(TimeSpan.FromMinutes(20));
            Assert.Equal(1, emulator.GetCounts("used").Active + emulator.GetCounts("used").DeadLetter);
        }

        emulator.Faults.DropConnections();
    }

    [Fact]
    public async Task What_the_program_declares_again_keeps_what_was_made_of_it()
    {
        using var folder = new TemporaryFolder();
        for (var run = 0; run < 2; run++)
        {
            await using var emulator = await ServiceBusEmulator.StartAsync(new() { DataFolder = folder.Path });
            emulator.AddQueue(new QueueOptions { Name = "q" });
            using var client = new Http.HttpClientByHand(emulator);
            const string Change = """<entry xmlns="http://www.w3.org/2005/Atom"><content type="application/xml"><QueueDescription xmlns="http://schemas.microsoft.com/netservices/2010/10/servicebus/connect"><LockDuration>PT9S</LockDuration><RequiresDuplicateDetection>true</RequiresDuplicateDetection></QueueDescription></content></entry>""";
            if (run == 0)
                Assert.Equal(200, client.Exchange(client.Request("PUT", "/q", Change, ("If-Match", "*"))).Status);
            else
                Assert.Contains("<LockDuration>PT9S<", client.Exchange(client.Request("GET", "/q")).Body, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_deleted_queue_leaves_nothing_in_the_journal_and_a_declared_one_stays_away()
    {
        using var folder = new TemporaryFolder();
        for (var run = 0; run < 3; run++)
        {
            await using var emulator = await ServiceBusEmulator.StartAsync(new()
            {
                DataFolder = folder.Path,
                Queues = { new() { Name = "declared" } },
                Topics = { new() { Name = "t", Subscriptions = { new() { Name = "s", Rules = { new() { Name = "one" }, new() { Name = "two" } } } } } },
            });
            using var client = new Http.HttpClientByHand(emulator);
            Assert.Equal(run == 0 ? 200 : 404, client.Exchange(client.Request("DELETE", "/declared")).Status);
            Assert.Equal(run == 0 ? 200 : 404, client.Exchange(client.Request("DELETE", "/t/Subscriptions/s/Rules/one")).Status);
            Assert.Equal(200, client.Exchange(client.Request("GET", "/t/Subscriptions/s/Rules/two")).Status);
        }
    }
}
