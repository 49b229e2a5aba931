using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using static TypedTasks.Conformance.Tests.Limited.Tasks;
using static TypedTasks.Conformance.Worker.Sums.Tasks;

namespace TypedTasks.Conformance.Tests;

/// <summary>Limits hold for all workers together, and who waits holds no slot.</summary>
public sealed class LimitTests : IAsyncLifetime
{
    private RunningHost host = null!;

    public async Task InitializeAsync() =>
        host = await RunningHost.StartAsync(static b => b.UseInMemoryTransport().UseInMemoryStore(), static w => w.Slots = 8);

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task Only_so_many_runs_of_a_task_are_under_way()
    {
        Assert.Equal(Enumerable.Range(0, 200).Sum(), await RunAsync(Group.Of(Enumerable.Range(0, 200).Select(Narrow)) | Total()));
        Assert.InRange(host.Get<Crowd>().Most["task"], 2, 3);
    }

    [Fact]
    public async Task Only_so_many_runs_with_a_key_are_under_way_and_retries_queue_up_again()
    {
        var members = Enumerable.Range(0, 100).Select(static i => Shared(i, $"k{i % 2}").WithConcurrencyLimit($"k{i % 2}", 1 + (i % 2)));
        Assert.Equal(Enumerable.Range(0, 100).Sum(), await RunAsync(Group.Of(members) | Total()));
        Assert.Equal(1, host.Get<Crowd>().Most["k0"]);
        Assert.Equal(2, host.Get<Crowd>().Most["k1"]);
    }

    [Fact]
    public async Task Runs_of_a_rated_task_are_spread()
    {
        var start = Stopwatch.GetTimestamp();
        Assert.Equal(15, await RunAsync(Group.Of(Enumerable.Range(0, 6).Select(Rare)) | Total()));

        // Of each the earliest moment is known, whenever the ones before it really ran.
        var arrivals = host.Get<Crowd>().Arrivals.Order().Select(a => Stopwatch.GetElapsedTime(start, a).TotalMilliseconds).ToArray();
        Assert.All(Enumerable.Range(0, 6), i => Assert.True(arrivals[i] >= (10 * i) - 2, string.Join(", ", arrivals)));
    }

    [Fact]
    public async Task Who_waits_keeps_nobody_from_running_and_a_cancelled_flow_gives_its_place_back()
    {
        var blocked = await host.Client.EnqueueAsync(Group.Of(Enumerable.Range(0, 50).Select(Narrow)));
        await blocked.CancelAsync();
        Assert.Equal(2, await RunAsync(Number(1) | Double()));
        Assert.Equal(7, await RunAsync(Narrow(7)));
    }

    private async Task<T> RunAsync<T>(ISignature<T> flow) =>
        await (await host.Client.EnqueueAsync(flow)).WaitAsync(Deadline.Token);
}
