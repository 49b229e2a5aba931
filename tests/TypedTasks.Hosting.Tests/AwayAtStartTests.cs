using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using TypedTasks.Storage;
using TypedTasks.Testing;
using TypedTasks.Transport;
using static TypedTasks.Hosting.Tests.Ledger.Tasks;

namespace TypedTasks.Hosting.Tests;

/// <summary>A worker starts before its broker and its store do; only what can never work stops the host.</summary>
public sealed class AwayAtStartTests
{
    private static readonly CancellationToken Deadline = new CancellationTokenSource(TimeSpan.FromMinutes(2)).Token;

    private readonly InMemoryTransport broker = new();
    private readonly InMemoryTaskStore store = new();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_worker_takes_messages_from_when_both_are_there(bool isBroker)
    {
        var isThere = false;
        var transport = new PassingTransport(broker);
        transport.Opening = (queue, options, cancellationToken) => isThere || !isBroker
            ? broker.OpenReceiverAsync(queue, options, cancellationToken)
            : throw new TransportException("Nothing listens at localhost:5672.");
        var opening = new OpeningStore(store, () => isThere || isBroker ? null : new StoreException("The disk is full."));
        using var host = Build(transport, opening);
        await host.StartAsync(Deadline);
        var health = await HealthAsync(host);
        Assert.Equal(HealthStatus.Unhealthy, health.Status);
        Assert.StartsWith($"The worker takes nothing yet: {(isBroker ? "Nothing listens at localhost:5672." : "The disk is full.")}", health.Description, StringComparison.Ordinal);

        isThere = true;
        var handle = await host.Services.GetRequiredService<ITaskClient>().EnqueueAsync(Give(1, "a") | Plus(label: "b"), Deadline);
        Assert.Equal(2, (await handle.WaitAsync(Deadline)).Number);
        Assert.Equal(HealthStatus.Healthy, (await HealthAsync(host)).Status);
        await host.StopAsync(Deadline);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_can_never_work_stops_the_start(bool isBroker)
    {
        var transport = new PassingTransport(broker);
        if (isBroker)
            transport.Opening = static (_, _, _) => throw new TransportException("Queue 'typedtasks' does not exist.") { IsTransient = false };
        var opening = new OpeningStore(store, () => isBroker ? null : new StoreException("The store is of a newer version.") { IsTransient = false });
        using var host = Build(transport, opening);
        var error = await Assert.ThrowsAnyAsync<Exception>(() => host.StartAsync(Deadline));
        Assert.Equal(isBroker ? "Queue 'typedtasks' does not exist." : "The store is of a newer version.", error.Message);
    }

    [Theory]
    [InlineData("stop")]
    [InlineData("dispose")]
    [InlineData("dispose, stop")]
    [InlineData("stop, stop, dispose, dispose")]
    public async Task A_worker_that_waits_can_be_stopped_and_disposed_in_any_order(string calls)
    {
        var transport = new PassingTransport(broker) { Opening = static (_, _, _) => throw new TransportException("Nothing listens.") };
        var host = Build(transport, new OpeningStore(store, static () => null));
        await host.StartAsync(Deadline);
        var services = host.Services.GetServices<IHostedService>().ToList();
        foreach (var call in calls.Split(", "))
        {
            if (call == "stop")
                await host.StopAsync(Deadline);
            else
                await ((IAsyncDisposable)host).DisposeAsync();
        }

        foreach (var service in services)
            await service.StopAsync(Deadline);
        await ((IAsyncDisposable)host).DisposeAsync();
    }

    private static async Task<HealthReportEntry> HealthAsync(IHost host) =>
        (await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(Deadline)).Entries["typedtasks"];

    private static IHost Build(ITransport transport, ITaskStore store)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddSingleton(transport);
        builder.Services.AddSingleton(store);
        builder.Services.AddHealthChecks().AddTypedTasks();
        builder.Services.AddTypedTasks().AddTypedTasksHostingTestsTasks().AddWorker();
        return builder.Build();
    }

    private sealed class OpeningStore(ITaskStore inner, Func<StoreException?> failure) : ITaskStore
    {
        public string? Identity => inner.Identity;

        public ValueTask OpenAsync(CancellationToken cancellationToken) =>
            failure() is { } e ? ValueTask.FromException(e) : inner.OpenAsync(cancellationToken);

        public ValueTask ExecuteAsync(IReadOnlyList<StoreOperation> operations, CancellationToken cancellationToken) => inner.ExecuteAsync(operations, cancellationToken);

        public ValueTask<TResult> QueryAsync<TResult>(StoreQuery<TResult> query, CancellationToken cancellationToken) => inner.QueryAsync(query, cancellationToken);

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
