using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using TypedTasks.Storage;
using TypedTasks.Testing;
using TypedTasks.Transport;
using static TypedTasks.Hosting.Tests.Desk.Tasks;
using TypedTasks.Operations;

namespace TypedTasks.Hosting.Tests;

/// <summary>Workers have rows in the store, and follow what is said while they run (docs/workers.md).</summary>
public sealed class WorkerTests : IAsyncLifetime
{
    // What is said is followed within a second; the rest is for a busy machine.
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);
    private static readonly ActionBy Anna = new("anna", "the printer is on fire");
    private static readonly CancellationToken Deadline = new CancellationTokenSource(TimeSpan.FromMinutes(3)).Token;

    private readonly InMemoryTransport broker = new();
    private readonly InMemoryTaskStore store = new();
    private readonly List<IHost> hosts = [];
    private readonly string name = Guid.NewGuid().ToString("N");

    private Desk.Gate Gate => Desk.GateOf(name);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        Gate.Open.TrySetResult();
        foreach (var host in hosts)
        {
            await host.StopAsync(Deadline);
            host.Dispose();
        }

        await store.DisposeAsync();
        await broker.DisposeAsync();
    }

    [Fact]
    public async Task A_worker_is_listed_with_its_queues_and_what_it_runs_until_it_stops()
    {
        var front = Front();
        Assert.Empty(await front.Workers.ListAsync(Deadline));
        var host = await WorkerAsync("one", static o => (o.Slots, o.Version) = (3, "2.0"));
        var worker = Assert.Single(await front.Workers.ListAsync(Deadline));
        Assert.Equal(("one", WorkerState.Running, Environment.MachineName, Environment.ProcessId, "2.0"), (worker.Name, worker.State, worker.Machine, worker.ProcessId, worker.Version));
        Assert.Contains(new WorkerQueue(QueueNames.Default, 3, IsPaused: false, null), worker.Queues);

        var flow = await front.Client.EnqueueAsync(Hold(name, 7), Deadline);
        await WithinAsync(async () => (await OneAsync(front)).RunningCount == 1);
        var step = Assert.Single((await OneAsync(front)).Running);
        Assert.Equal((flow.FlowId, "desk.hold", QueueNames.Default, 0), (step.FlowId, step.Task, step.Queue, step.Attempt));
        Gate.Open.SetResult();
        await flow.WaitAsync(Deadline);
        await WithinAsync(async () => (await OneAsync(front)).RunningCount == 0);

        await host.StopAsync(Deadline);
        Assert.Empty(await front.Workers.ListAsync(Deadline));
    }

    [Fact]
    public async Task Each_start_of_a_process_is_another_worker_and_one_that_says_nothing_is_gone_after_its_lease()
    {
        var front = Front();
        await WorkerAsync("one");
        var first = (await OneAsync(front)).Id;
        // As one that was killed leaves it.
        await store.ExecuteAsync([new ReportWorker("killed", "two", "m", 1, "", TimeSpan.FromMilliseconds(1), [], [], 0)], Deadline);
        await WithinAsync(async () => (await front.Workers.ListAsync(Deadline)).Single(static w => w.Name == "two").State == WorkerState.Gone);
        await StopAsync();
        await WorkerAsync("one");
        Assert.NotEqual(first, (await front.Workers.ListAsync(Deadline)).Single(static w => w.Name == "one").Id);
    }

    [Fact]
    public async Task A_paused_queue_is_not_taken_from_and_other_queues_are()
    {
        var front = Front();
        var host = await WorkerAsync("one");
        await front.Workers.PauseAsync("mail", Anna, cancellationToken: Deadline);
        await WithinAsync(async () => (await OneAsync(front)).Queues.Single(static q => q.Name == "mail").IsPaused);
        var waits = await front.Client.EnqueueAsync(Post(1).OnQueue("mail"), Deadline);
        Gate.Open.SetResult();
        Assert.Equal(5, await (await front.Client.EnqueueAsync(Hold(name, 5), Deadline)).WaitAsync(Deadline));
        Assert.Equal(FlowState.Running, (await waits.GetStatusAsync(Deadline)).State);
        var health = await HealthAsync(host);
        Assert.Equal((HealthStatus.Healthy, "Queue 'mail' is paused."), (health.Status, health.Description));
        var control = Assert.Single(await front.Workers.ListControlsAsync(Deadline));
        Assert.Equal((ControlKind.Pause, "mail", true, "anna", "the printer is on fire"), (control.Kind, control.Target, control.IsOn, control.Actor, control.Reason));

        await front.Workers.ResumeAsync("mail", new("bert", "the fire is out"), cancellationToken: Deadline);
        Assert.Equal(1, await waits.WaitAsync(Deadline));
        Assert.Equal((false, "bert"), ((await front.Workers.ListControlsAsync(Deadline))[0].IsOn, (await front.Workers.ListControlsAsync(Deadline))[0].Actor));
    }

    [Fact]
    public async Task A_pause_holds_for_workers_that_start_later_and_one_of_a_worker_ends_with_it()
    {
        var front = Front();
        await front.Workers.PauseAsync("mail", Anna, cancellationToken: Deadline);
        var waits = await front.Client.EnqueueAsync(Post(1).OnQueue("mail"), Deadline);
        await WorkerAsync("one");
        var one = await OneAsync(front);
        Assert.True(one.Queues.Single(static q => q.Name == "mail").IsPaused);
        await front.Workers.PauseAsync("mail", Anna, one.Id, Deadline);
        await front.Workers.ResumeAsync("mail", Anna, cancellationToken: Deadline);
        await Assert.ThrowsAsync<TimeoutException>(() => waits.WaitAsync(Deadline).AsTask().WaitAsync(TimeSpan.FromSeconds(2), Deadline));
        await StopAsync();
        Assert.DoesNotContain(await front.Workers.ListControlsAsync(Deadline), static c => c.Worker is not null);
        await WorkerAsync("one");
        Assert.Equal(1, await waits.WaitAsync(Deadline));
    }

    [Fact]
    public async Task A_worker_that_is_drained_ends_what_it_runs_takes_nothing_new_and_says_so()
    {
        var front = Front();
        await WorkerAsync("one");
        var runs = await front.Client.EnqueueAsync(Hold(name, 1), Deadline);
        await WithinAsync(() => Task.FromResult(Gate.Running == 1));
        var id = (await OneAsync(front)).Id;
        await front.Workers.DrainAsync(id, Anna, Deadline);
        await WithinAsync(async () => (await OneAsync(front)) is { State: WorkerState.Draining } w && w.Queues.All(static q => q.IsPaused));
        var later = await front.Client.EnqueueAsync(Hold(name, 2), Deadline);
        Gate.Open.SetResult();
        Assert.Equal(1, await runs.WaitAsync(Deadline));
        await WithinAsync(async () => (await OneAsync(front)).State == WorkerState.Drained);
        Assert.Equal((FlowState.Running, 1), ((await later.GetStatusAsync(Deadline)).State, Gate.Begun));
        await front.Workers.EndDrainAsync(id, Anna, Deadline);
        Assert.Equal(2, await later.WaitAsync(Deadline));
        await WithinAsync(async () => (await OneAsync(front)).State == WorkerState.Running);
    }

    [Fact]
    public async Task Slots_are_widened_and_narrowed_while_steps_run()
    {
        var front = Front();
        await WorkerAsync("one", static o => o.Slots = 2);
        List<TaskHandle<int>> flows = [];
        for (var i = 0; i < 12; i++)
            flows.Add(await front.Client.EnqueueAsync(Hold(name, i), Deadline));
        await WithinAsync(() => Task.FromResult(Gate.Running == 2));
        await front.Workers.SetSlotsAsync(QueueNames.Default, 5, Anna, cancellationToken: Deadline);
        await WithinAsync(() => Task.FromResult(Gate.Running == 5));
        await WithinAsync(async () => (await OneAsync(front)).Queues.Single(static q => q.Name == QueueNames.Default).Slots == 5);
        await front.Workers.SetSlotsAsync(QueueNames.Default, 1, Anna, (await OneAsync(front)).Id, Deadline);
        await WithinAsync(async () => (await OneAsync(front)).Queues.Single(static q => q.Name == QueueNames.Default).Slots == 1);
        // Those that run hold their slots: nothing new begins beside them.
        Assert.Equal((5, 5), (Gate.Running, Gate.Begun));
        Gate.Open.SetResult();
        foreach (var flow in flows)
            await flow.WaitAsync(Deadline);
        Assert.Equal(5, Gate.Most);
    }

    [Fact]
    public async Task A_concurrency_limit_is_set_and_lifted_while_steps_wait_for_it()
    {
        var front = Front();
        await front.Workers.SetLimitsAsync("desk.hold", null, 2, Anna, Deadline);
        await WorkerAsync("one", static o => o.Slots = 20);
        List<TaskHandle<int>> flows = [];
        for (var i = 0; i < 10; i++)
            flows.Add(await front.Client.EnqueueAsync(Hold(name, i), Deadline));
        await WithinAsync(() => Task.FromResult(Gate.Running == 2));
        await front.Workers.SetLimitsAsync("desk.hold", null, 4, Anna, Deadline);
        await WithinAsync(() => Task.FromResult(Gate.Running == 4));
        Assert.Equal(4, Gate.Most);
        // Lifted: the task itself declares none.
        await front.Workers.SetLimitsAsync("desk.hold", null, null, Anna, Deadline);
        await WithinAsync(() => Task.FromResult(Gate.Running == 10));
        Gate.Open.SetResult();
        foreach (var flow in flows)
            await flow.WaitAsync(Deadline);
    }

    [Fact]
    public async Task A_concurrency_limit_that_is_narrowed_lets_the_line_wait_until_fewer_run()
    {
        var front = Front();
        await front.Workers.SetLimitsAsync("desk.hold", null, 3, Anna, Deadline);
        await WorkerAsync("one", static o => o.Slots = 20);
        var first = Desk.GateOf($"{name} first");
        List<TaskHandle<int>> flows = [];
        for (var i = 0; i < 3; i++)
            flows.Add(await front.Client.EnqueueAsync(Hold($"{name} first", i), Deadline));
        await WithinAsync(() => Task.FromResult(first.Running == 3));
        for (var i = 0; i < 5; i++)
            flows.Add(await front.Client.EnqueueAsync(Hold(name, i), Deadline));
        await WithinAsync(() => Task.FromResult(broker.Count(QueueNames.Default) is { Active: 0, Locked: 3 }));
        await front.Workers.SetLimitsAsync("desk.hold", null, 1, Anna, Deadline);
        await WithinAsync(() => Task.FromResult(hosts[^1].Services.GetRequiredService<Dispatch.LiveLimits>().CurrentLimitOf("desk.hold") == 1));
        first.Open.SetResult();
        await WithinAsync(() => Task.FromResult(Gate.Running == 1));
        await Task.Delay(TimeSpan.FromSeconds(1), Deadline);
        Assert.Equal(1, Gate.Most);
        Gate.Open.SetResult();
        foreach (var flow in flows)
            await flow.WaitAsync(Deadline);
        Assert.Equal(1, Gate.Most);
    }

    [Fact]
    public async Task A_rate_that_is_set_spreads_starts_and_one_that_is_widened_counts_from_now()
    {
        var front = Front();
        await front.Workers.SetLimitsAsync("desk.post", new(1, TimeSpan.FromHours(1)), null, Anna, Deadline);
        await WorkerAsync("one");
        Assert.Equal(1, await (await front.Client.EnqueueAsync(Post(1).OnQueue("mail"), Deadline)).WaitAsync(Deadline));
        var kept = await front.Client.EnqueueAsync(Post(2).OnQueue("mail"), Deadline);
        await WithinAsync(() => Task.FromResult(broker.Count("mail").Scheduled == 1));
        await front.Workers.SetLimitsAsync("desk.post", new(1000, TimeSpan.FromSeconds(1)), null, Anna, Deadline);
        await WithinAsync(async () => await IsQuickAsync(front));
        Assert.Equal(FlowState.Running, (await kept.GetStatusAsync(Deadline)).State);
    }

    [Fact]
    public async Task What_cannot_be_followed_is_refused_with_a_text()
    {
        var front = Front();
        Assert.StartsWith("There is no worker 'w', or it is gone", (await Assert.ThrowsAsync<ArgumentException>(() => front.Workers.DrainAsync("w", Anna).AsTask())).Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => front.Workers.SetSlotsAsync(QueueNames.Default, 0, Anna).AsTask());
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => front.Workers.SetLimitsAsync("desk.post", null, 0, Anna).AsTask());
        await Assert.ThrowsAsync<ArgumentException>(() => front.Workers.PauseAsync(QueueNames.Default, new("", "")).AsTask());
        await using var alone = new ServiceCollection().AddTypedTasks().Services.BuildServiceProvider();
        Assert.StartsWith(
            "This process has no store, and workers are known by their rows in it",
            (await Assert.ThrowsAsync<InvalidOperationException>(() => alone.GetRequiredService<IWorkers>().ListAsync().AsTask())).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Workers_that_were_gone_for_a_day_are_forgotten()
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
        var kept = new InMemoryTaskStore(time);
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(time);
        services.AddSingleton<ITaskStore>(kept);
        services.AddTypedTasks();
        await using var process = services.BuildServiceProvider();
        var job = process.GetServices<Upkeep.IUpkeepJob>().Single(static j => j is Upkeep.GoneWorkers);
        await kept.ExecuteAsync([new ReportWorker("w", "one", "m", 1, "", TimeSpan.FromSeconds(10), [], [], 0)], Deadline);
        time.Advance(TimeSpan.FromHours(23));
        await job.RunAsync([], Deadline);
        Assert.Equal(WorkerState.Gone, Assert.Single(await process.GetRequiredService<IWorkers>().ListAsync(Deadline)).State);
        time.Advance(TimeSpan.FromHours(2));
        await job.RunAsync([], Deadline);
        Assert.Empty(await process.GetRequiredService<IWorkers>().ListAsync(Deadline));
    }

    private static async Task<WorkerStatus> OneAsync((IWorkers Workers, ITaskClient Client) front) => Assert.Single(await front.Workers.ListAsync(Deadline));

    private static async Task<bool> IsQuickAsync((IWorkers Workers, ITaskClient Client) front)
    {
        var flow = await front.Client.EnqueueAsync(Post(3).OnQueue("mail"), Deadline);
        var ended = flow.WaitAsync(Deadline).AsTask();
        return await Task.WhenAny(ended, Task.Delay(TimeSpan.FromSeconds(1), Deadline)) == ended;
    }

    private static async Task WithinAsync(Func<Task<bool>> isSo)
    {
        var since = Stopwatch.GetTimestamp();
        while (!await isSo())
        {
            Assert.True(Stopwatch.GetElapsedTime(since) < Soon, $"It is not so after {Soon}.");
            await Task.Delay(TimeSpan.FromMilliseconds(20), Deadline);
        }
    }

    private static async Task<HealthReportEntry> HealthAsync(IHost host) =>
        (await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(Deadline)).Entries.Values.Single();

    private async Task StopAsync()
    {
        await hosts[^1].StopAsync(Deadline);
    }

    private (IWorkers Workers, ITaskClient Client) Front()
    {
        var host = Build(static _ => { }, "front");
        return (host.Services.GetRequiredService<IWorkers>(), host.Services.GetRequiredService<ITaskClient>());
    }

    private async Task<IHost> WorkerAsync(string called, Action<WorkerOptions>? configure = null)
    {
        var host = Build(
            b => b.AddWorker(o =>
            {
                o.ReconcileInterval = TimeSpan.FromSeconds(1);
                o.OtherQueues.Add("mail");
                configure?.Invoke(o);
            }),
            called);
        await host.StartAsync(Deadline);
        // Its row is written in the background.
        var workers = host.Services.GetRequiredService<IWorkers>();
        await WithinAsync(async () => (await workers.ListAsync(Deadline)).Any(w => w.Name == called && w.State != WorkerState.Gone));
        return host;
    }

    private IHost Build(Action<TypedTasksBuilder> configure, string called)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddSingleton<ITransport>(broker);
        builder.Services.AddSingleton<ITaskStore>(store);
        builder.Services.AddHealthChecks().AddTypedTasks();
        builder.Services.Configure<WorkerOptions>(o => o.Name = called);
        configure(builder.Services.AddTypedTasks().AddTypedTasksHostingTestsTasks());
        hosts.Add(builder.Build());
        return hosts[^1];
    }
}
