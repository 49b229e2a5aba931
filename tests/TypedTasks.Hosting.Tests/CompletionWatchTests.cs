using Microsoft.Extensions.DependencyInjection;
using TypedTasks.Hosting.Shared;
using TypedTasks.Storage;

namespace TypedTasks.Hosting.Tests;

public sealed class CompletionWatchTests
{
    private static readonly FlowKey Key = new("flow", 0);

    [Fact]
    public async Task A_wait_that_is_given_up_is_not_polled_for_any_more()
    {
        await using var services = await StartAsync();
        var watch = services.GetRequiredService<CompletionWatch>();
        using var first = new CancellationTokenSource();
        using var second = new CancellationTokenSource();
        var one = watch.WaitAsync(Key, first.Token).AsTask();
        var two = watch.WaitAsync(Key, second.Token).AsTask();

        await first.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => one);
        Assert.Equal(1, watch.Waiting);
        await second.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => two);
        Assert.Equal(0, watch.Waiting);
    }

    [Fact]
    public async Task Everybody_who_waits_hears_of_the_end()
    {
        await using var services = await StartAsync();
        var watch = services.GetRequiredService<CompletionWatch>();
        var waits = Enumerable.Range(0, 5).Select(_ => watch.WaitAsync(Key, CancellationToken.None).AsTask()).ToArray();
        var client = services.GetRequiredService<ITaskClient>();
        Assert.Equal(FlowState.Cancelled, await client.CancelAsync(Key.FlowId));
        Assert.All(await Task.WhenAll(waits), r => Assert.Equal(FlowState.Cancelled, r.State));
        Assert.Equal(0, watch.Waiting);
    }

    private static async Task<ServiceProvider> StartAsync()
    {
        var services = new ServiceCollection();
        services.AddTypedTasks().UseInMemoryStore();
        var provider = services.BuildServiceProvider();
        await provider.GetRequiredService<ITaskStore>().ExecuteAsync(
            [new AcceptFlow(Key, "nonce", null, "hash", "{}"u8.ToArray(), TimeSpan.FromDays(1), null)], CancellationToken.None);
        return provider;
    }
}
