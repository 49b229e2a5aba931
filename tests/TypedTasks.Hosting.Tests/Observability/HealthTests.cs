using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using TypedTasks.Testing;
using TypedTasks.Transport;

namespace TypedTasks.Hosting.Tests;

public sealed class HealthTests
{
    [Fact]
    public async Task A_worker_is_healthy_from_its_start_to_its_stop()
    {
        using var host = Build(static b => b.UseInMemoryTransport().UseInMemoryStore().AddWorker());
        Assert.Equal(HealthStatus.Unhealthy, (await AskAsync(host)).Status);
        await host.StartAsync();
        Assert.Equal(HealthStatus.Healthy, (await AskAsync(host)).Status);
        await host.StopAsync();
        var stopped = await AskAsync(host);
        Assert.Equal(HealthStatus.Unhealthy, stopped.Status);
        Assert.Equal("The worker does not run: it has not started yet, or was stopped.", stopped.Description);
    }

    [Fact]
    public async Task A_client_is_healthy_without_a_worker()
    {
        using var host = Build(static b => b.UseInMemoryTransport().UseInMemoryStore());
        Assert.Equal(HealthStatus.Healthy, (await AskAsync(host)).Status);
    }

    [Theory]
    [InlineData(ReceiverState.Reconnecting, HealthStatus.Unhealthy)]
    [InlineData(ReceiverState.Silent, HealthStatus.Degraded)]
    public async Task What_ails_a_queue_is_said(ReceiverState state, HealthStatus expected)
    {
        var transport = new AilingTransport();
        using var host = Build(b =>
        {
            b.UseInMemoryStore().AddWorker();
            b.Services.AddSingleton<ITransport>(transport);
        });
        await host.StartAsync();
        Assert.Equal(HealthStatus.Healthy, (await AskAsync(host)).Status);
        transport.Health = new(state, "Queue 'default' is not well.");
        var entry = await AskAsync(host);
        Assert.Equal((expected, "Queue 'default' is not well."), (entry.Status, entry.Description));
        await host.StopAsync();
    }

    [Fact]
    public async Task A_store_that_does_not_answer_is_said()
    {
        using var host = Build(static b => b.UseInMemoryTransport().UseInMemoryStore());
        host.Services.GetRequiredService<InMemoryTaskStore>().Faults.Inject(StoreFault.FailsBeforeCommit, times: 10);
        var entry = await AskAsync(host);
        Assert.Equal(HealthStatus.Unhealthy, entry.Status);
        Assert.StartsWith("The store does not answer: ", entry.Description, StringComparison.Ordinal);
    }

    private static IHost Build(Action<TypedTasksBuilder> configure)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddHealthChecks().AddTypedTasks();
        configure(builder.Services.AddTypedTasks().AddTypedTasksHostingTestsTasks());
        return builder.Build();
    }

    private static async Task<HealthReportEntry> AskAsync(IHost host) =>
        (await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync()).Entries["typedtasks"];
}
