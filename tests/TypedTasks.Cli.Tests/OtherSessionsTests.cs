using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using TypedTasks.Amqp;
using TypedTasks.Cli.Broker;
using TypedTasks.Cli.Events;
using TypedTasks.Cli.Schedules;
using TypedTasks.Emulator;
using TypedTasks.ServiceBus;
using TypedTasks.Storage;
using TypedTasks.Transport;

namespace TypedTasks.Cli.Tests;

/// <summary>Schedules, events, queues and dead letters in a terminal, over a store and a broker of which everything is known.</summary>
public sealed class OtherSessionsTests : StoreSessions
{
    [Theory]
    [InlineData(80)]
    [InlineData(200)]
    public async Task Schedules_are_listed_paused_and_run(int width)
    {
        var session = new TerminalSession(Time, width);
        await session.TypeAsync(SchedulesCommand.Create, "schedules list", "schedules", "list", "--store", Store);
        await ExecuteAsync(
            new DefineSchedule("nightly", "30 3 * * *", new() { TimeZone = "Europe/Paris", Overlap = ScheduleOverlap.QueueOne }, "h"),
            new DefineSchedule("sales.report-of-the-whole-region", "0 */2 * * 1-5", new(), "h"));
        foreach (var (code, line) in new (int, string[])[]
        {
            (0, ["list"]), (0, ["pause", "nightly"]), (1, ["run", "nightly"]), (0, ["resume", "nightly"]), (0, ["run", "nightly"]), (1, ["run", "nightly"]), (1, ["pause", "nightyl"]), (1, ["run", "nightyl"]), (0, ["list"]),
        })
        {
            string[] said = line is ["list"] ? line : [.. line, "--reason", "the report is late", "--actor", "anna"];
            Assert.Equal(code, await session.TypeAsync(SchedulesCommand.Create, $"schedules {string.Join(' ', line)}{(line is ["list"] ? "" : " --reason 'the report is late'")}", ["schedules", .. said, "--store", Store]));
        }

        var actions = await Tasks.QueryAsync(new ReadActions(null, null, 10), CancellationToken.None);
        Assert.Equal(["run schedule", "resume schedule", "pause schedule"], actions.Select(static a => a.Name));
        Assert.All(actions, static a => Assert.Equal(("anna", "the report is late", "schedule nightly"), (a.Actor, a.Reason, a.Target)));
        var waits = Assert.Single((await Tasks.QueryAsync(new ListSchedules(), CancellationToken.None))[0].Waiting);
        Assert.Equal((new DateTime(2026, 3, 1, 3, 0, 0), true), (waits.LocalTime, waits.IsBackfill));
        await session.TypeAsync(SchedulesCommand.Create, "schedules list --json", "schedules", "list", "--json", "--store", Store);
        Recorded.Same($"schedules-{width}", session.ToString());
    }

    [Fact]
    public async Task An_event_is_raised_once_by_flow_or_key()
    {
        await WaitAsync("flow-1", "");
        await WaitAsync("flow-2", "order-7");
        var session = new TerminalSession(Time, 80);
        foreach (var (code, line) in new (int, string[])[]
        {
            (2, ["raise", "orders.legal", "--value", "true"]),
            (2, ["raise", "orders.legal", "--flow", "flow-1", "--value", "yes"]),
            (0, ["raise", "orders.legal", "--flow", "flow-1", "--value", "true"]),
            (0, ["raise", "orders.legal", "--flow", "flow-1", "--value", "false"]),
            (0, ["raise", "orders.legal", "--key", "order-7", "--value", "{\"by\":\"anna\"}", "--json"]),
            (1, ["raise", "orders.legal", "--key", "order-8", "--value", "true"]),
            (1, ["raise", "orders.legal", "--flow", "nobody", "--value", "true"]),
        })
        {
            Assert.Equal(code, await session.TypeAsync(EventsCommand.Create, $"events {string.Join(' ', line)} --reason asked", ["events", .. line, "--store", Store, "--reason", "asked", "--actor", "anna"]));
        }

        var actions = await Tasks.QueryAsync(new ReadActions("flow-1", null, 10), CancellationToken.None);
        Assert.Equal([("raise", "anna", "asked", "event orders.legal"), ("raise", "anna", "asked", "event orders.legal")], actions.Select(static a => (a.Name, a.Actor, a.Reason, a.Target)));

        var owed = await Tasks.QueryAsync(new FindOwed(TimeSpan.Zero, 10), CancellationToken.None);
        Assert.Equal(["wait-flow-1", "wait-flow-2"], owed.Select(static m => m.Id).Order(StringComparer.Ordinal));
        Recorded.Same("events", session.ToString());
    }

    [Theory]
    [InlineData(80)]
    [InlineData(200)]
    public async Task Queues_and_dead_letters_are_told_by_the_broker(int width)
    {
        await using var emulator = await ServiceBusEmulator.StartAsync(new()
        {
            Queues = { new() { Name = "photos", DeadLetteringOnExpiration = true }, new() { Name = "reports", DeadLetteringOnExpiration = true }, new() { Name = "typedtasks", DeadLetteringOnExpiration = true } },
        });
        await FillAsync(emulator);
        await ExecuteAsync(
            new ReportWorker("a1b2c3d4e5f6", "web-1:4711", "web-1", 4711, "", TimeSpan.FromDays(36500), [new("photos", 8, true, null), new("typedtasks", 8, false, null)], [], 0),
            new SetControl(new(ControlKind.Pause, "photos", null, "anna", "", default) { IsOn = true }));
        string[] broker = ["--connection", emulator.ConnectionString];
        string[] both = [.. broker, "--administration", emulator.AdministrationConnectionString!];
        // Signatures of keys hold by the clock of the machine.
        var session = new TerminalSession(TimeProvider.System, width);
        await session.ExpectAsync(2, QueuesCommand.Create, "queues", "queues");
        await session.ExpectAsync(0, QueuesCommand.Create, "queues --store …", "queues", "--store", Store);
        await session.ExpectAsync(0, QueuesCommand.Create, "queues --connection …", ["queues", .. both]);
        await session.ExpectAsync(0, QueuesCommand.Create, "queues --connection … --store …", ["queues", .. both, "--store", Store]);
        await session.ExpectAsync(0, DeadLettersCommand.Create, "dead-letters list", ["dead-letters", "list", .. both]);
        await session.ExpectAsync(0, DeadLettersCommand.Create, "dead-letters peek reports", ["dead-letters", "peek", "reports", .. broker]);
        await session.ExpectAsync(0, DeadLettersCommand.Create, "dead-letters peek reports --count 1 --json", ["dead-letters", "peek", "reports", "--count", "1", "--json", .. broker]);
        await session.ExpectAsync(0, DeadLettersCommand.Create, "dead-letters peek photos", ["dead-letters", "peek", "photos", .. broker]);
        await session.ExpectAsync(0, DeadLettersCommand.Create, "dead-letters replay reports --reason mended", ["dead-letters", "replay", "reports", "--reason", "mended", .. broker]);
        await session.ExpectAsync(2, DeadLettersCommand.Create, "dead-letters peek reports", ["dead-letters", "peek", "reports"]);
        await session.ExpectAsync(2, DeadLettersCommand.Create, "dead-letters peek reports --count 0", ["dead-letters", "peek", "reports", "--count", "0", .. broker]);
        Recorded.Same($"broker-{width}", session.ToString());
    }

    private static TaskMessage Message(string id, string queue, string task) => new()
    {
        Id = id,
        Queue = queue,
        FlowId = "0190c0ffee0000000000000000000001",
        Subject = task,
        Step = "0.1",
        Attempt = 3,
        Body = Encoding.UTF8.GetBytes("\"secret-argument\""),
    };

    private static async Task FillAsync(ServiceBusEmulator emulator)
    {
        await using var transport = new AmqpTransport(new ServiceBusOptions { ConnectionString = emulator.ConnectionString }, NullLoggerFactory.Instance, TimeProvider.System);
        await transport.SendAsync([Message("m1", "photos", "photos.resize"), Message("m2", "reports", "reports.write"), Message("m3", "reports", "reports.write-the-long-one")], CancellationToken.None);
        await using var receiver = await transport.OpenReceiverAsync("reports", new(2, 0), CancellationToken.None);
        for (var i = 0; i < 2; i++)
        {
            var delivery = (await receiver.ReceiveAsync(CancellationToken.None))!;
            await delivery.DeadLetterAsync(i == 0 ? "TaskFailed" : "ForeignStore", "The step of this message failed for good: System.TimeoutException. Its flow has failed; retry the flow, and this letter goes with it.");
        }
    }

    private async Task WaitAsync(string flow, string key)
    {
        var at = new FlowKey(flow, 0);
        await ExecuteAsync(
            new AcceptFlow(at, "n", null, "plan", Encoding.UTF8.GetBytes("{}"), TimeSpan.FromDays(1), null),
            new OpenWait(at, "0", "orders.legal", key, Message($"wait-{flow}", "typedtasks", "wait")));
    }
}
