using static TypedTasks.Testing.Tests.Work.Tasks;

namespace TypedTasks.Testing.Tests;

/// <summary>What is nested too deep fails at once, and says so.</summary>
public sealed class DepthTests
{
    [Fact]
    public async Task Tasks_may_return_signatures_127_levels_deep()
    {
        await using var host = await Hosts.StartAsync();
        Assert.Equal(7, await host.RunAsync(Down(127), Hosts.Deadline));
    }

    [Fact]
    public async Task A_task_that_returns_a_signature_once_too_often_has_failed()
    {
        await using var host = await Hosts.StartAsync();
        var start = host.Time.GetUtcNow();
        var e = await Assert.ThrowsAsync<TaskFailedException>(() => host.RunAsync(Down(500), Hosts.Deadline));
        Assert.Equal("work.down", e.Failure.Task);
        Assert.Equal(
            "The returned signature lies 129 levels deep in the plans that tasks of this flow have returned; at most 128 are possible. "
            + "Start a flow of its own with TaskContext.EnqueueAsync instead.",
            e.Failure.Message);
        Assert.Equal(start, host.Time.GetUtcNow());
    }

    [Theory]
    [InlineData(127, true)]
    [InlineData(128, true)]
    [InlineData(129, false)]
    public async Task A_signature_may_be_nested_128_levels_deep(int levels, bool runs)
    {
        await using var host = await Hosts.StartAsync();
        ISignature<int> flow = Number(3);
        for (var i = 0; i < levels; i++)
            flow = flow.Recover(Number(0));
        if (runs)
        {
            Assert.Equal(3, await host.RunAsync(flow, Hosts.Deadline));
            return;
        }

        var e = await Assert.ThrowsAsync<InvalidOperationException>(async () => await host.Client.EnqueueAsync(flow));
        Assert.Equal(
            "The signature is nested 129 levels deep; at most 128 are possible. Compose it flatter, or let a step start a flow of its own "
            + "with TaskContext.EnqueueAsync.",
            e.Message);
    }

    [Fact]
    public async Task A_long_chain_is_not_deep()
    {
        await using var host = await Hosts.StartAsync();
        Assert.Equal(0, await host.RunAsync(Enumerable.Range(0, 999).Aggregate((ISignature<int>)Number(0), static (flow, _) => flow | Double()), Hosts.Deadline));
    }
}
