using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using TypedTasks.Storage;
using TypedTasks.Testing;
using TypedTasks.Transport;
using static TypedTasks.Hosting.Tests.Ledger.Tasks;

namespace TypedTasks.Hosting.Tests;

/// <summary>Two stores behind one queue: it is said at the first message, and no flow hangs.</summary>
public sealed class ForeignStoreTests
{
    private static readonly CancellationToken Deadline = new CancellationTokenSource(TimeSpan.FromMinutes(2)).Token;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_flow_whose_worker_has_another_store_fails_where_it_belongs(bool isChord)
    {
        var transport = new InMemoryTransport();
        using var client = Build(transport, new InMemoryTaskStore(), isWorker: false);
        using var worker = Build(transport, new InMemoryTaskStore(), isWorker: true, grace: TimeSpan.Zero);
        await client.StartAsync(Deadline);
        await worker.StartAsync(Deadline);
        var flow = isChord ? Group.Of(Give(1, "a"), Give(2, "b")) | Sum(label: "c") : Give(1, "a");
        var handle = await client.Services.GetRequiredService<ITaskClient>().EnqueueAsync(flow, Deadline);
        var failed = await Assert.ThrowsAsync<TaskFailedException>(() => handle.WaitAsync(Deadline).AsTask());
        Assert.Equal("TypedTasks.ForeignStore", failed.Failure.Type);
        Assert.Contains("Do all processes of queue 'typedtasks' use the same store?", failed.Failure.Message, StringComparison.Ordinal);
        var health = await HealthAsync(worker);
        Assert.Equal(HealthStatus.Degraded, health.Status);
        Assert.Contains("is kept by the store", health.Description, StringComparison.Ordinal);
        await worker.StopAsync(Deadline);
        await client.StopAsync(Deadline);
    }

    [Fact]
    public async Task Within_its_grace_the_message_waits_for_a_worker_with_its_store()
    {
        // Both on the clock of the first host: the worker's is there to hold back what waits.
        await using var host = await TaskTestHost.StartAsync(WithoutOne.Configure, Deadline);
        var handle = await host.Client.EnqueueAsync(Give(1, "a") | Plus(label: "b"), Deadline);
        using var stranger = Build(host.Transport, new InMemoryTaskStore(host.Time), isWorker: true, time: host.Time);
        await stranger.StartAsync(Deadline);
        while (host.Transport.Count(QueueNames.Default).Scheduled == 0)
            await Task.Yield();
        Assert.Equal(HealthStatus.Degraded, (await HealthAsync(stranger)).Status);
        await stranger.StopAsync(Deadline);
        Assert.Equal(FlowState.Running, (await handle.GetStatusAsync(Deadline)).State);
        Assert.Equal(2, (await host.RunAsync(handle, Deadline)).Number);
    }

    [Fact]
    public async Task A_worker_without_a_store_says_so_too()
    {
        var transport = new InMemoryTransport();
        using var client = Build(transport, new InMemoryTaskStore(), isWorker: false);
        using var worker = Build(transport, null, isWorker: true, grace: TimeSpan.Zero);
        await client.StartAsync(Deadline);
        await worker.StartAsync(Deadline);
        var handle = await client.Services.GetRequiredService<ITaskClient>().EnqueueAsync(Give(1, "a"), Deadline);
        var failed = await Assert.ThrowsAsync<TaskFailedException>(() => handle.WaitAsync(Deadline).AsTask());
        Assert.Contains("and this worker has no store.", failed.Failure.Message, StringComparison.Ordinal);
        await worker.StopAsync(Deadline);
        await client.StopAsync(Deadline);
    }

    [Fact]
    public async Task A_letter_of_another_store_fails_no_flow_of_the_same_id_here()
    {
        var transport = new InMemoryTransport();
        using var theirs = Build(transport, new InMemoryTaskStore(), isWorker: false);
        using var ours = Build(transport, new InMemoryTaskStore(), isWorker: false);
        using var worker = Build(transport, new InMemoryTaskStore(), isWorker: true, grace: TimeSpan.Zero);
        await theirs.StartAsync(Deadline);
        var lost = await theirs.Services.GetRequiredService<ITaskClient>().EnqueueAsync(Give(1, "a").WithId("order-17"), Deadline);
        await worker.StartAsync(Deadline);
        await Assert.ThrowsAsync<TaskFailedException>(() => lost.WaitAsync(Deadline).AsTask());
        await worker.StopAsync(Deadline);
        await ours.StartAsync(Deadline);
        var kept = await ours.Services.GetRequiredService<ITaskClient>().EnqueueAsync(Give(1, "a").WithId("order-17").WithDelay(TimeSpan.FromHours(1)), Deadline);
        var upkeep = ours.Services.GetRequiredService<Upkeep.UpkeepLoop>();
        await upkeep.PassAsync([QueueNames.Default], Deadline);
        Assert.Equal(FlowState.Running, (await kept.GetStatusAsync(Deadline)).State);
        await ours.StopAsync(Deadline);
        await theirs.StopAsync(Deadline);
    }

    private static async Task<HealthReportEntry> HealthAsync(IHost host) =>
        (await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(Deadline)).Entries["typedtasks"];

    private static IHost Build(ITransport transport, ITaskStore? store, bool isWorker, TimeSpan? grace = null, TimeProvider? time = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddSingleton(transport);
        builder.Services.AddHealthChecks().AddTypedTasks();
        if (store is not null)
            builder.Services.AddSingleton(store);
        if (time is not null)
            builder.Services.AddSingleton(time);
        builder.Services.Configure<WorkerOptions>(o =>
        {
            o.UnknownTaskGrace = grace;
            o.ReconcileInterval = TimeSpan.FromMilliseconds(50);
        });
        var tasks = builder.Services.AddTypedTasks().AddTypedTasksHostingTestsTasks();
        if (isWorker)
            tasks.AddWorker();
        return builder.Build();
    }
}
