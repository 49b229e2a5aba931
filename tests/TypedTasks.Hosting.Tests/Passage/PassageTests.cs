using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using TypedTasks.Testing;
using TypedTasks.Transport;
using static TypedTasks.Hosting.Tests.Passage.Walk.Tasks;

namespace TypedTasks.Hosting.Tests.Passage;

/// <summary>
/// The way of a message, in three legs. <c>build/passed-files.sh</c> runs one test after the other and counts the files that each leg passes; without it they
/// show that a message comes by every boundary once and in order.
/// </summary>
public sealed class PassageTests
{
    private const int WarmUps = 50;

    [Fact]
    public Task From_enqueue_to_the_wire() => FollowAsync(Boundary.Enqueue);

    [Fact]
    public Task From_the_wire_to_the_method() => FollowAsync(Boundary.Received);

    [Fact]
    public Task From_the_method_to_the_next_message() => FollowAsync(Boundary.Left);

    private static async Task FollowAsync(Boundary from)
    {
        using var trail = new Trail();
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddSingleton(trail);
        // One message at a time, no look for cancellations and no upkeep: nothing else runs meanwhile.
        builder.Services.AddTypedTasks(static o => o.CancellationLag = TimeSpan.FromMinutes(1)).UseInMemoryTransport().UseInMemoryStore().AddTypedTasksHostingTestsTasks().AddWorker(static w =>
        {
            w.Slots = 1;
            w.ReconcileInterval = TimeSpan.FromDays(1);
        });
        builder.Services.Replace(ServiceDescriptor.Singleton<ITransport>(static s => new FollowedTransport(s.GetRequiredService<InMemoryTransport>(), s.GetRequiredService<Trail>())));
        using var host = builder.Build();
        await host.StartAsync();
        var client = host.Services.GetRequiredService<ITaskClient>();
        // What is made once, such as the plan of a flow, is made by these.
        for (var i = 0; i < WarmUps; i++)
            await RunAsync(client, trail);

        trail.Follow(from);
        await RunAsync(client, trail);
        Assert.Equal(Enum.GetValues<Boundary>(), trail.Passed);
        await host.StopAsync();
    }

    private static async Task RunAsync(ITaskClient client, Trail trail)
    {
        var flow = First(1) | Second();
        trail.Pass(Boundary.Enqueue);
        var run = await client.EnqueueAsync(flow);
        trail.Accepted.Release();
        Assert.True(await trail.HandedOff.WaitAsync(TimeSpan.FromMinutes(1)));
        Assert.Equal(4, await run.WaitAsync());
        Assert.True(await trail.Ended.WaitAsync(TimeSpan.FromMinutes(1)));
    }
}
