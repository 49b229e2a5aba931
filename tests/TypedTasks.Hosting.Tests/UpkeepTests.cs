using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using TypedTasks.Hosting.Shared;
using TypedTasks.Hosting.Upkeep;
using TypedTasks.Storage;
using TypedTasks.Testing;
using TypedTasks.Transport;
using static TypedTasks.Hosting.Tests.Ledger.Tasks;

namespace TypedTasks.Hosting.Tests;

/// <summary>Processes that share a store divide upkeep among them: what one of them cannot do, or does not know of, another one does.</summary>
public sealed class UpkeepTests : IAsyncLifetime
{
    private static readonly CancellationToken Deadline = new CancellationTokenSource(TimeSpan.FromMinutes(2)).Token;

    private readonly InMemoryTransport broker = new();
    private readonly InMemoryTaskStore store = new();
    private readonly List<ServiceProvider> processes = [];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Letters_that_one_process_may_not_read_are_read_by_another(bool isTransient)
    {
        var asked = 0;
        var sender = Process("front end", new PassingTransport(broker)
        {
            Peeking = (_, _, _) =>
            {
                asked++;
                throw new TransportException("The policy lacks the right Listen.") { IsTransient = isTransient };
            },
        });
        var flow = await LoseAsync(sender);
        await PassAsync(sender, QueueNames.Default);
        Assert.Equal(1, asked);
        await PassAsync(Process("worker", broker), QueueNames.Default);
        Assert.Equal(FlowState.Failed, (await flow.GetStatusAsync(Deadline)).State);
    }

    // A wait of less than a millisecond is over at once: whoever waits like that asks without end while his clock stands.
    [Fact]
    public async Task What_is_due_within_a_millisecond_is_waited_for()
    {
        var time = new FakeTimeProvider();
        var job = new CountedJob();
        var loop = new UpkeepLoop(
            Process("worker", broker).GetRequiredService<FlowStore>(), [job], time, Options.Create(new WorkerOptions()), NullLogger<UpkeepLoop>.Instance);
        await loop.PassAsync([], Deadline);
        time.Advance(job.Interval - TimeSpan.FromMicroseconds(300));
        Assert.Equal(TimeSpan.FromMilliseconds(1), loop.Pause);
        await loop.PassAsync([], Deadline);
        Assert.Equal(1, job.Runs);
        time.Advance(loop.Pause);
        await loop.PassAsync([], Deadline);
        Assert.Equal(2, job.Runs);
    }

    [Fact]
    public async Task Letters_of_a_queue_that_one_process_does_not_know_are_read_by_one_that_does()
    {
        var sender = Process("front end", broker);
        var flow = await LoseAsync(sender);
        await PassAsync(sender, "another");
        await PassAsync(Process("worker", broker), "another", QueueNames.Default);
        Assert.Equal(FlowState.Failed, (await flow.GetStatusAsync(Deadline)).State);
    }

    [Fact]
    public async Task What_one_process_cannot_send_another_one_sends()
    {
        var sender = Process("front end", new PassingTransport(broker) { Sending = static (_, _) => throw new TransportException("Nothing listens.") });
        await sender.GetRequiredService<ITaskClient>().EnqueueAsync(Give(1, "a"), Deadline);
        await PassAsync(sender, QueueNames.Default);
        Assert.Equal(0, broker.Count(QueueNames.Default).Active);
        await PassAsync(Process("worker", broker), QueueNames.Default);
        Assert.Equal(1, broker.Count(QueueNames.Default).Active);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Flows_whose_messages_are_gone_with_a_broker_fail_once_its_process_is_gone(bool isGone)
    {
        var before = Process("before", broker, "incarnation 1", isGone ? TimeSpan.FromTicks(1) : TimeSpan.FromHours(1));
        var client = before.GetRequiredService<ITaskClient>();
        var flow = await client.EnqueueAsync(Give(1, "a") | Plus(label: "b"), Deadline);
        await PassAsync(before, QueueNames.Default);

        var empty = new InMemoryTransport();
        var after = Process("after", empty, "incarnation 2", TimeSpan.FromHours(1));
        var own = await after.GetRequiredService<ITaskClient>().EnqueueAsync(Give(1, "a"), Deadline);
        await PassAsync(after, QueueNames.Default);
        await PassAsync(Process("elsewhere", empty), QueueNames.Default);
        Assert.Equal(FlowState.Running, (await own.GetStatusAsync(Deadline)).State);
        var status = await flow.GetStatusAsync(Deadline);
        Assert.Equal(isGone ? FlowState.Failed : FlowState.Running, status.State);
        if (!isGone)
            return;
        Assert.Equal("TypedTasks.BrokerLost", status.Failure!.Type);
        var retried = await client.RetryAsync(flow.FlowId, Deadline);
        Assert.Equal((false, FlowRefusal.MessagesLost), (retried.IsRetried, retried.Refusal));
        Assert.Contains("StartAgainAsync", retried.Reason, StringComparison.Ordinal);
        Assert.NotNull((await after.GetRequiredService<ITaskClient>().StartAgainAsync(flow.FlowId, Deadline)).StartedId);
        Assert.Equal(2, empty.Count(QueueNames.Default).Active);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var process in processes)
            await process.DisposeAsync();
    }

    // A flow whose message lies in the dead-letter queue.
    private async Task<TaskHandle<Amount>> LoseAsync(ServiceProvider process)
    {
        var flow = await process.GetRequiredService<ITaskClient>().EnqueueAsync(Give(1, "a"), Deadline);
        await using var receiver = await broker.OpenReceiverAsync(QueueNames.Default, new(1, 0), Deadline);
        await (await receiver.ReceiveAsync(Deadline))!.DeadLetterAsync("SomeReason", "Some text.");
        return flow;
    }

    private static ValueTask PassAsync(ServiceProvider process, params string[] queues) =>
        process.GetRequiredService<UpkeepLoop>().PassAsync(queues, Deadline);

    private ServiceProvider Process(string name, ITransport transport, string? incarnation = null, TimeSpan? interval = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton(transport);
        services.AddSingleton<ITaskStore>(store);
        if (incarnation is not null)
            services.AddKeyedSingleton<string>(Shared.BrokerIncarnation.Key, incarnation);
        services.Configure<WorkerOptions>(o =>
        {
            o.ReconcileInterval = interval ?? o.ReconcileInterval;
            o.Name = name;
            o.OwedAge = TimeSpan.Zero;
            o.DrainTime = TimeSpan.FromMilliseconds(100);
        });
        services.AddTypedTasks().AddTypedTasksHostingTestsTasks();
        processes.Add(services.BuildServiceProvider());
        return processes[^1];
    }

    private sealed class CountedJob : IUpkeepJob
    {
        public int Runs { get; private set; }

        public bool HasOwnLeases => true;

        public bool RunsAtOnce => true;

        public string Name => "counted";

        public TimeSpan Interval => TimeSpan.FromSeconds(1);

        public ValueTask RunAsync(IReadOnlyList<string> queues, CancellationToken cancellationToken)
        {
            Runs++;
            return default;
        }
    }
}
