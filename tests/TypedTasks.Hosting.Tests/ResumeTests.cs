using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TypedTasks.Hosting.Upkeep;
using TypedTasks.Storage;
using TypedTasks.Testing;
using TypedTasks.Transport;
using static TypedTasks.Hosting.Tests.Ledger.Tasks;

namespace TypedTasks.Hosting.Tests;

/// <summary>What a broker has lost is sent again, where hand-offs are recorded.</summary>
public sealed class ResumeTests : IAsyncLifetime
{
    private static readonly CancellationToken Deadline = new CancellationTokenSource(TimeSpan.FromMinutes(4)).Token;

    private readonly InMemoryTaskStore store = new();
    private readonly List<IHost> hosts = [];

    [Fact]
    public async Task The_loss_of_the_whole_broker_in_the_middle_of_1000_flows_is_survived()
    {
        const int Flows = 1000;
        var lost = new InMemoryTransport();
        var before = await StartAsync(lost, isWorker: true);
        var client = Client(before);
        var flows = new List<TaskHandle<Amount>>();
        for (var i = 0; i < Flows; i++)
            flows.Add(await client.EnqueueAsync(Flow(i), Deadline));

        // Whoever is in the middle of it when a third has ended.
        await flows[Flows / 3].WaitAsync(Deadline).AsTask().ContinueWith(static _ => { }, Deadline, TaskContinuationOptions.None, TaskScheduler.Default);
        await before.StopAsync(Deadline);

        var after = await StartAsync(new InMemoryTransport(), isWorker: true);
        var resumed = 0;
        await foreach (var flow in Client(after).ListAsync(new() { States = [FlowState.Running, FlowState.Compensating] }, Deadline))
        {
            // None of a flow that stands in line for a limit: whoever holds that is resumed, and passes it on.
            resumed += (await Client(after).ResumeAsync(flow.FlowId, Deadline)).Sent;
        }

        Assert.NotEqual(0, resumed);
        for (var i = 0; i < Flows; i++)
        {
            var handle = Client(after).GetHandle<Amount>(flows[i].FlowId);
            if (i % 4 == 3)
                Assert.Equal("System.InvalidOperationException", (await Assert.ThrowsAsync<TaskFailedException>(() => handle.WaitAsync(Deadline).AsTask())).Failure.Type);
            else
                Assert.Equal(Expected(i), (await handle.WaitAsync(Deadline)).Number);
        }

        // History is written behind.
        await FlushAsync();
        foreach (var undone in flows.Where(static (_, i) => i % 4 == 3))
            Assert.Contains((await client.GetAsync(undone.FlowId, Deadline)).Steps, static s => s is { Task: "ledger.undo", State: StepState.Succeeded });
    }

    [Fact]
    public async Task A_message_that_was_not_lost_runs_twice_and_counts_once()
    {
        var broker = new InMemoryTransport();
        var client = Client(await StartAsync(broker, isWorker: false));
        var flow = await client.EnqueueAsync(Group.Of(Give(1, "a"), Give(2, "b")) | Sum(label: "c"), Deadline);
        await FlushAsync();
        Assert.Equal((1, "1 message of flow " + flow.FlowId + " was sent again."), Told(await client.ResumeAsync(flow.FlowId, Deadline)));
        Assert.Equal(2, broker.Count(QueueNames.Default).Active);
        await StartAsync(broker, isWorker: true);
        Assert.Equal(3, (await flow.WaitAsync(Deadline)).Number);
        await broker.WhenIdleAsync(Deadline);
        Assert.Equal(FlowState.Succeeded, (await client.ResumeAsync(flow.FlowId, Deadline)).State);
    }

    [Fact]
    public async Task A_broker_that_lost_one_message_does_not_take_what_is_sent_again_for_that_one()
    {
        var broker = new InMemoryTransport();
        var client = Client(await StartAsync(broker, isWorker: false));
        var flow = await client.EnqueueAsync(Give(1, "a") | Plus(label: "b"), Deadline);
        for (var times = 0; times < 3; times++)
        {
            await LoseAsync(broker);
            await FlushAsync();
            Assert.Equal(1, (await client.ResumeAsync(flow.FlowId, Deadline)).Sent);
            Assert.Equal(1, broker.Count(QueueNames.Default).Active);
        }

        await StartAsync(broker, isWorker: true);
        Assert.Equal(2, (await flow.WaitAsync(Deadline)).Number);
    }

    [Fact]
    public async Task What_is_sent_again_is_owed_until_a_broker_is_there()
    {
        var isAway = true;
        var broker = new InMemoryTransport();
        var client = Client(await StartAsync(
            new PassingTransport(broker)
            {
                Sending = (messages, cancellationToken) => isAway ? throw new TransportException("Nothing listens.") : broker.SendAsync(messages, cancellationToken),
            },
            isWorker: false));
        isAway = false;
        var flow = await client.EnqueueAsync(Give(1, "a") | Plus(label: "b"), Deadline);
        await LoseAsync(broker);
        await FlushAsync();
        isAway = true;
        await client.ResumeAsync(flow.FlowId, Deadline);

        // By upkeep of another process, after this one has died.
        var other = await StartAsync(broker, isWorker: true);
        await other.Services.GetRequiredService<UpkeepLoop>().PassAsync([QueueNames.Default], Deadline);
        Assert.Equal(2, (await flow.WaitAsync(Deadline)).Number);
    }

    [Fact]
    public async Task Why_nothing_is_sent_is_said()
    {
        var broker = new InMemoryTransport();
        var client = Client(await StartAsync(broker, isWorker: false, records: false));
        var flow = await client.EnqueueAsync(Give(1, "a"), Deadline);
        await FlushAsync();
        var result = await client.ResumeAsync(flow.FlowId, Deadline);
        Assert.Equal((FlowState.Running, 0), (result.State, result.Sent));
        Assert.Contains("without TypedTasksOptions.RecordHandOffs", result.Reason, StringComparison.Ordinal);
        Assert.Contains("does not know flow nobody", (await client.ResumeAsync("nobody", Deadline)).Reason, StringComparison.Ordinal);
        await client.CancelAsync(flow.FlowId, Deadline);
        Assert.Contains("has ended", (await client.ResumeAsync(flow.FlowId, Deadline)).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_process_whose_emulator_kept_nothing_goes_on_by_itself()
    {
        var before = await StartAsync(new InMemoryTransport(), isWorker: false, incarnation: "1");
        var flow = await Client(before).EnqueueAsync(Give(1, "a") | Plus(label: "b"), Deadline);
        await before.StopAsync(Deadline);
        await FlushAsync();
        var after = await StartAsync(new InMemoryTransport(), isWorker: true, incarnation: "2");
        await after.Services.GetRequiredService<UpkeepLoop>().PassAsync([QueueNames.Default], Deadline);
        Assert.Equal(2, (await Client(after).GetHandle<Amount>(flow.FlowId).WaitAsync(Deadline)).Number);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var host in hosts)
        {
            await host.StopAsync(Deadline);
            host.Dispose();
        }
    }

    private static (int, string) Told(ResumeResult result) => (result.Sent, result.ToString());

    private static Signature<Amount> Flow(int i) => (i % 4) switch
    {
        0 => Give(i, "a") | Plus(label: "b") | Plus(label: "c") | Plus(label: "d"),
        1 => Group.Of(Give(i, "a"), Give(1, "b") | Plus(label: "c"), Give(1, "d").WithConcurrencyLimit("shared", 2)) | Sum(label: "e"),
        2 => List([i, 1, 2], "a") | Plus(label: "b").Each() | Sum(label: "c"),
        _ => Give(Ledger.Bad, "a") | (Plus(label: "b").CompensateWith(Undo(label: "u")) >> (Give(Ledger.Bad, "c") | Throw())),
    };

    private static int Expected(int i) => (i % 4) switch
    {
        0 => i + 3,
        1 => i + 3,
        _ => i + 6,
    };

    private static async Task LoseAsync(InMemoryTransport broker)
    {
        await using var receiver = await broker.OpenReceiverAsync(QueueNames.Default, new(1, 0), Deadline);
        await (await receiver.ReceiveAsync(Deadline))!.CompleteAsync([]);
    }

    // What a process would write within a tenth of a second.
    private async Task FlushAsync()
    {
        foreach (var host in hosts)
            await host.Services.GetRequiredService<Shared.FlowStore>().FlushAsync();
    }

    private static ITaskClient Client(IHost host) => host.Services.GetRequiredService<ITaskClient>();

    private async Task<IHost> StartAsync(ITransport transport, bool isWorker, bool records = true, string? incarnation = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddSingleton(transport);
        builder.Services.AddSingleton<ITaskStore>(store);
        if (incarnation is not null)
            builder.Services.AddKeyedSingleton<string>(Shared.BrokerIncarnation.Key, incarnation);
        builder.Services.Configure<WorkerOptions>(o =>
        {
            o.Name = $"process {hosts.Count}";
            o.OwedAge = TimeSpan.FromTicks(1);
            o.ReconcileInterval = incarnation == "1" ? TimeSpan.FromTicks(1) : TimeSpan.FromHours(1);
            o.DrainTime = TimeSpan.FromMilliseconds(100);
        });
        var tasks = builder.Services.AddTypedTasks(o => o.RecordHandOffs = records).AddTypedTasksHostingTestsTasks();
        if (isWorker)
            tasks.AddWorker();
        var host = builder.Build();
        hosts.Add(host);
        await host.StartAsync(Deadline);
        return host;
    }
}
