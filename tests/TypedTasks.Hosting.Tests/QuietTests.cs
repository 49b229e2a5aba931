using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Time.Testing;
using TypedTasks.Hosting.Upkeep;
using TypedTasks.Storage;
using TypedTasks.Testing;
using TypedTasks.Transport;
using static TypedTasks.Hosting.Tests.Ledger.Tasks;

namespace TypedTasks.Hosting.Tests;

/// <summary>Flows of which nothing is heard although something should be are told from those that wait.</summary>
public sealed class QuietTests : IAsyncLifetime
{
    private static readonly CancellationToken Deadline = new CancellationTokenSource(TimeSpan.FromMinutes(2)).Token;

    private readonly FakeTimeProvider time = new(new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly InMemoryTransport broker;
    private readonly InMemoryTaskStore store;
    private readonly List<ServiceProvider> processes = [];

    public QuietTests()
    {
        broker = new(time);
        store = new(time);
    }

    [Fact]
    public async Task A_flow_whose_message_is_lost_is_quiet_until_it_is_resumed()
    {
        var process = Process("one");
        var client = process.GetRequiredService<ITaskClient>();
        var since = time.GetUtcNow();
        var flow = await client.EnqueueAsync(Give(1, "a") | Plus(label: "b"), Deadline);
        await LoseAsync();
        await PassAsync(process, 29);
        Assert.Empty(await QuietAsync(client));
        await PassAsync(process, 2);
        Assert.Equal([(flow.FlowId, since)], (await QuietAsync(client)).Select(static f => (f.FlowId, f.QuietSince!.Value)));
        Assert.Equal(since, (await client.GetAsync(flow.FlowId, Deadline)).Flow.QuietSince);
        var health = await HealthAsync(process);
        Assert.Equal(HealthStatus.Degraded, health.Status);
        Assert.StartsWith($"Flow {flow.FlowId} is quiet: nothing was heard of it for long", health.Description, StringComparison.Ordinal);
        Assert.Equal(1, Gauge());

        Assert.Equal(1, (await client.ResumeAsync(flow.FlowId, Deadline)).Sent);
        await PassAsync(process, 2);
        Assert.Empty(await QuietAsync(client));
        Assert.Equal(HealthStatus.Healthy, (await HealthAsync(process)).Status);
        Assert.Equal(0, Gauge());
    }

    [Fact]
    public async Task A_flow_whose_message_waits_or_is_held_is_not_quiet()
    {
        var process = Process("one");
        var client = process.GetRequiredService<ITaskClient>();
        await client.EnqueueAsync(Give(1, "a"), Deadline);
        await PassAsync(process, 60);
        Assert.Empty(await QuietAsync(client));
        await using var receiver = await broker.OpenReceiverAsync(QueueNames.Default, new(1, 0), Deadline);
        var delivery = await receiver.ReceiveAsync(Deadline);
        await PassAsync(process, 60);
        Assert.Empty(await QuietAsync(client));
        await delivery!.CompleteAsync([]);
        await PassAsync(process, 2);
        Assert.Single(await QuietAsync(client));
    }

    [Fact]
    public async Task What_lies_in_its_queue_longer_than_a_flow_is_silent_may_be_its_message()
    {
        var process = Process("one");
        var client = process.GetRequiredService<ITaskClient>();
        await client.EnqueueAsync(Give(1, "waits"), Deadline);
        time.Advance(TimeSpan.FromMinutes(5));
        await client.EnqueueAsync(Give(2, "lost"), Deadline);
        await using var receiver = await broker.OpenReceiverAsync(QueueNames.Default, new(2, 0), Deadline);
        var first = await receiver.ReceiveAsync(Deadline);
        await (await receiver.ReceiveAsync(Deadline))!.CompleteAsync([]);
        await PassAsync(process, 60);
        Assert.Empty(await QuietAsync(client));

        // The other way round the older flow is known to have none there.
        await first!.CompleteAsync([]);
        await client.EnqueueAsync(Give(3, "later"), Deadline);
        await PassAsync(process, 2);
        Assert.Equal(2, (await QuietAsync(client)).Length);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_flow_that_is_not_due_is_not_quiet(bool isLater)
    {
        var process = Process("one");
        var client = process.GetRequiredService<ITaskClient>();
        await client.EnqueueAsync(isLater ? Give(1, "a").WithDelay(TimeSpan.FromHours(5)) : Give(1, "a").OnQueue("elsewhere"), Deadline);
        if (!isLater)
            await LoseAsync("elsewhere");
        await PassAsync(process, 4 * 60);
        Assert.Empty(await QuietAsync(client));
        if (!isLater)
            return;
        await PassAsync(process, 61);
        await LoseAsync();
        await PassAsync(process, 20);
        Assert.Empty(await QuietAsync(client));
        await PassAsync(process, 20);
        Assert.Single(await QuietAsync(client));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_process_that_may_not_look_leaves_it_to_others(bool isTransient)
    {
        var front = Process("front end", new PassingTransport(broker)
        {
            PeekingOldest = (_, _) => throw new TransportException("The policy lacks the right Listen.") { IsTransient = isTransient },
        });
        var client = front.GetRequiredService<ITaskClient>();
        await client.EnqueueAsync(Give(1, "a"), Deadline);
        await LoseAsync();
        await PassAsync(front, 60);
        Assert.Empty(await QuietAsync(client));
        await PassAsync(Process("worker"), 0);
        Assert.Single(await QuietAsync(client));
    }

    [Fact]
    public async Task A_step_that_asks_for_a_long_pause_is_waited_for()
    {
        await using var host = await TaskTestHost.StartAsync(
            static b =>
            {
                b.Services.Configure<TypedTasksOptions>(static o => o.QuietAfter = TimeSpan.FromMinutes(10));
                b.AddTypedTasksHostingTestsTasks();
            },
            Deadline);
        var flow = await host.Client.EnqueueAsync(PutOffOnce(Bad.Amount) | Plus(label: "b"), Deadline);
        await host.AdvanceAsync(TimeSpan.FromMinutes(15), Deadline);
        await host.Services.GetRequiredService<UpkeepLoop>().PassAsync([QueueNames.Default], Deadline);
        Assert.Equal(FlowState.Running, (await flow.GetStatusAsync(Deadline)).State);
        Assert.Empty(await QuietAsync(host.Client));
        Assert.Equal(Ledger.Bad + 1, (await host.RunAsync(flow, Deadline)).Number);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var process in processes)
            await process.DisposeAsync();
    }

    private static async Task<FlowSummary[]> QuietAsync(ITaskClient client)
    {
        List<FlowSummary> quiet = [];
        await foreach (var flow in client.ListAsync(new() { IsQuiet = true }, Deadline))
            quiet.Add(flow);
        return [.. quiet];
    }

    private static async Task<HealthReportEntry> HealthAsync(ServiceProvider process) =>
        (await process.GetRequiredService<HealthCheckService>().CheckHealthAsync(Deadline)).Entries["typedtasks"];

    private static int? Gauge()
    {
        int? count = null;
        using var listener = new MeterListener
        {
            InstrumentPublished = static (instrument, l) =>
            {
                if (instrument.Name == "typedtasks.flows.quiet")
                    l.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<int>((_, measurement, _, _) => count = Math.Max(count ?? 0, measurement));
        listener.Start();
        listener.RecordObservableInstruments();
        return count;
    }

    private async Task LoseAsync(string queue = QueueNames.Default)
    {
        await using var receiver = await broker.OpenReceiverAsync(queue, new(1, 0), Deadline);
        await (await receiver.ReceiveAsync(Deadline))!.CompleteAsync([]);
    }

    // What is written behind is written before time passes, as it would be within a tenth of a second.
    private async Task PassAsync(ServiceProvider process, int minutes)
    {
        foreach (var known in processes)
            await known.GetRequiredService<Shared.FlowStore>().FlushAsync();
        time.Advance(TimeSpan.FromMinutes(minutes));
        await process.GetRequiredService<UpkeepLoop>().PassAsync([QueueNames.Default], Deadline);
    }

    private ServiceProvider Process(string name, ITransport? transport = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(time);
        services.AddSingleton(transport ?? broker);
        services.AddSingleton<ITaskStore>(store);
        services.AddHealthChecks().AddTypedTasks();
        services.Configure<WorkerOptions>(o => o.Name = name);
        services.AddTypedTasks(static o => o.RecordHandOffs = true).AddTypedTasksHostingTestsTasks();
        processes.Add(services.BuildServiceProvider());
        return processes[^1];
    }
}
