using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using TypedTasks.Storage;
using TypedTasks.Testing;
using TypedTasks.Transport;
using static TypedTasks.Hosting.Tests.Ledger.Tasks;

namespace TypedTasks.Hosting.Tests;

/// <summary>Who enqueues does not wait for a broker that is away: what is accepted goes out when it is back.</summary>
public sealed class BrokerAwayTests : IAsyncLifetime
{
    private static readonly CancellationToken Deadline = new CancellationTokenSource(TimeSpan.FromMinutes(2)).Token;

    private readonly InMemoryTransport broker = new();
    private readonly InMemoryTaskStore store = new();
    private readonly PassingTransport transport;
    private readonly ServiceProvider services;
    private volatile TaskCompletionSource answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public BrokerAwayTests()
    {
        transport = new(broker);
        var collection = new ServiceCollection();
        collection.AddSingleton<ITransport>(transport);
        collection.AddSingleton<ITaskStore>(store);
        collection.AddHealthChecks().AddTypedTasks();
        collection.Configure<WorkerOptions>(static o => o.DrainTime = TimeSpan.FromMilliseconds(200));
        collection.AddTypedTasks().AddTypedTasksHostingTestsTasks();
        services = collection.BuildServiceProvider();
    }

    private ITaskClient Client => services.GetRequiredService<ITaskClient>();

    private int Active => broker.Count(QueueNames.Default).Active;

    [Theory]
    [InlineData("hangs")]
    [InlineData("fails")]
    public async Task A_flow_is_accepted_while_the_broker_is_away_and_sent_when_it_is_back(string how)
    {
        transport.Sending = how == "hangs" ? HangAsync : Fail;
        for (var i = 0; i < 250; i++)
            Assert.Equal(FlowState.Running, (await (await Client.EnqueueAsync(Give(i, "a"), Deadline)).GetStatusAsync(Deadline)).State);
        Assert.Equal(0, Active);
        var health = await HealthAsync();
        Assert.Equal((HealthStatus.Degraded, "The broker takes nothing: 250 flows are accepted and wait to be sent."), (health.Status, health.Description));

        transport.Sending = broker.SendAsync;
        answer.SetResult();
        await UntilAsync(() => Active == 250);
        await UntilAsync(() => HealthAsync().GetAwaiter().GetResult().Status == HealthStatus.Healthy);
        await services.GetRequiredService<Shared.FlowStore>().FlushAsync();
        Assert.Equal(0, store.UnsentCount);
    }

    [Fact]
    public async Task What_a_retry_and_a_cancellation_make_due_waits_alike()
    {
        var failed = await FailedAsync();
        transport.Sending = Fail;
        Assert.True((await Client.RetryAsync(failed, Deadline)).IsRetried);
        Assert.Equal(0, Active);
        transport.Sending = broker.SendAsync;
        await UntilAsync(() => Active == 1);
    }

    [Fact]
    public async Task What_is_delayed_waits_at_the_broker_once_that_is_back()
    {
        transport.Sending = Fail;
        var handle = await Client.EnqueueAsync(Give(1, "a").WithDelay(TimeSpan.FromHours(1)), Deadline);
        transport.Sending = broker.SendAsync;
        await UntilAsync(() => broker.Count(QueueNames.Default).Scheduled == 1);
        Assert.Equal(FlowState.Cancelled, await handle.CancelAsync(Deadline));
    }

    [Fact]
    public async Task What_the_broker_refuses_once_it_is_back_fails_its_flow_and_holds_up_no_other()
    {
        transport.Sending = Fail;
        List<TaskHandle<Amount>> handles = [];
        for (var i = 0; i < 3; i++)
            handles.Add(await Client.EnqueueAsync(Give(i, "a").WithId($"flow-{i}"), Deadline));
        transport.Sending = (messages, cancellationToken) => messages.Any(static m => m.FlowId == "flow-1")
            ? ValueTask.FromException(new TransportException("Too large.") { IsTransient = false })
            : broker.SendAsync(messages, cancellationToken);
        var failed = await Assert.ThrowsAsync<TaskFailedException>(() => handles[1].WaitAsync(Deadline).AsTask());
        Assert.Equal("Too large.", failed.Failure.Message);
        await UntilAsync(() => Active == 2);
    }

    [Fact]
    public async Task What_the_broker_refuses_at_once_is_told_to_who_enqueued()
    {
        transport.Sending = static (_, _) => ValueTask.FromException(new TransportException("No such queue.") { IsTransient = false });
        var refused = await Assert.ThrowsAsync<TransportException>(() => Client.EnqueueAsync(Give(1, "a").WithId("flow-1"), Deadline).AsTask());
        Assert.Equal("No such queue.", refused.Message);
        Assert.Equal(FlowState.Failed, (await Client.GetStatusAsync("flow-1", Deadline)).State);
    }

    [Fact]
    public async Task A_process_that_ends_tries_once_more_and_leaves_the_rest_to_upkeep()
    {
        transport.Sending = Fail;
        await Client.EnqueueAsync(Give(1, "a"), Deadline);
        var tries = 0;
        transport.Sending = (_, _) =>
        {
            tries++;
            return Fail([], default);
        };
        await services.DisposeAsync();
        Assert.True(tries > 0);
        Assert.Equal(1, store.UnsentCount);
    }

    [Fact]
    public async Task A_process_that_ends_sends_what_a_broker_that_is_back_takes()
    {
        transport.Sending = Fail;
        await Client.EnqueueAsync(Give(1, "a"), Deadline);
        transport.Sending = broker.SendAsync;
        await services.DisposeAsync();
        Assert.Equal(1, Active);
    }

    [Fact]
    public async Task A_process_ends_although_the_broker_hangs()
    {
        transport.Sending = HangAsync;
        await Client.EnqueueAsync(Give(1, "a"), Deadline);
        await services.DisposeAsync();
        Assert.Equal(1, store.UnsentCount);
    }

    [Fact]
    public async Task Ten_thousand_messages_wait_in_memory_then_enqueueing_waits()
    {
        transport.Sending = Fail;
        for (var i = 0; i < 10_000; i++)
            await Client.EnqueueAsync(Give(1, "a"), Deadline);
        var next = Client.EnqueueAsync(Give(1, "a"), Deadline).AsTask();
        using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next.WaitAsync(patience.Token));
        transport.Sending = broker.SendAsync;
        await next.WaitAsync(Deadline);
        await UntilAsync(() => Active == 10_001);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => services.DisposeAsync().AsTask();

    private async Task<string> FailedAsync()
    {
        var handle = await Client.EnqueueAsync(Give(1, "a"), Deadline);
        var message = await (await broker.OpenReceiverAsync(QueueNames.Default, new(1, 0), Deadline)).ReceiveAsync(Deadline);
        await message!.CompleteAsync([]);
        var key = new FlowKey(handle.FlowId, 0);
        await store.ExecuteAsync(
            [
                new ParkMessage(key, message.Message, Wire.CarriedMessage.Create),
                new FinishFlow(key, FlowState.Failed, new(FlowValue.None, "{\"type\":\"x\",\"message\":\"y\"}"u8.ToArray())),
            ],
            Deadline);
        return handle.FlowId;
    }

    private async Task<HealthReportEntry> HealthAsync() =>
        (await services.GetRequiredService<HealthCheckService>().CheckHealthAsync(Deadline)).Entries["typedtasks"];

    private static ValueTask Fail(IReadOnlyList<TaskMessage> messages, CancellationToken cancellationToken) =>
        ValueTask.FromException(new TransportException("Nothing listens."));

    private async ValueTask HangAsync(IReadOnlyList<TaskMessage> messages, CancellationToken cancellationToken)
    {
        await answer.Task.WaitAsync(cancellationToken);
        await broker.SendAsync(messages, cancellationToken);
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        while (!condition())
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, Deadline);
    }
}
