using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TypedTasks.Transport;
using static TypedTasks.Hosting.Tests.Ledger.Tasks;

namespace TypedTasks.Hosting.Tests;

/// <summary>A step whose lock is lost settles nothing, but its delivery is let go: a transport counts slots by what it handed out.</summary>
public sealed class DroppedDeliveryTests
{
    [Fact]
    public async Task A_delivery_whose_lock_was_lost_is_given_up_once()
    {
        var transport = new LosingTransport();
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddSingleton<ITransport>(transport);
        builder.Services.AddTypedTasks().AddTypedTasksHostingTestsTasks().UseInMemoryStore().AddWorker();
        using var host = builder.Build();
        await host.StartAsync();
        await host.Services.GetRequiredService<ITaskClient>().SendAsync(Hang(Bad.Amount));

        await transport.GivenUp.WaitAsync(TimeSpan.FromMinutes(1));
        await host.StopAsync();
        Assert.Equal(["abandon"], transport.Settlements);
    }
}
