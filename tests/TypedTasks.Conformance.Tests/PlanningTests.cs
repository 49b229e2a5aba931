using Microsoft.Extensions.DependencyInjection;
using static TypedTasks.Conformance.Tests.Planning.Tasks;
using static TypedTasks.Conformance.Worker.Plans.Tasks;
using static TypedTasks.Conformance.Worker.Sums.Tasks;
using static TypedTasks.Conformance.Tests.Troubles.Tasks;

namespace TypedTasks.Conformance.Tests;

/// <summary>Forms that decide at run time what runs next, through generated tasks.</summary>
public sealed class PlanningTests : IAsyncLifetime
{
    private RunningHost host = null!;

    public async Task InitializeAsync() =>
        host = await RunningHost.StartAsync(static b => b.UseInMemoryTransport().UseInMemoryStore());

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task A_returned_signature_takes_the_place_of_its_step_and_may_return_another() =>
        Assert.Equal(720, await RunAsync(Number(6) | Factorial()));

    [Fact]
    public async Task A_task_may_return_a_group() =>
        Assert.Equal(2 * (1 + 2 + 3 + 4), await RunAsync(Numbers(4) | Total() | Double()));

    [Fact]
    public async Task A_step_that_is_repeated_starts_its_flow_once()
    {
        var child = await RunAsync(Starts(21));
        Assert.Equal([child, child], host.Get<RunLog>().Notes);
        Assert.Equal(42, await host.Client.GetHandle<int>(child).WaitAsync(Deadline.Token));
    }

    [Fact]
    public async Task A_failure_is_recovered_settled_and_seen_by_side_branches()
    {
        Assert.Equal(-"x".Length * 2, await RunAsync(Throw("x").OnError(Note()).Recover(Otherwise()) | Double()));
        Assert.Equal(
            "2, failed: System.InvalidOperationException: x",
            await RunAsync(Group.Of(Number(2), Throw("x")).Settled() | Describe()));
        await host.Get<Testing.InMemoryTransport>().WhenIdleAsync(Deadline.Token);
        Assert.Equal(["failed: x"], host.Get<RunLog>().Notes);
    }

    [Fact]
    public async Task What_was_done_is_undone_the_last_first()
    {
        var flow = Number(1).CompensateWith(Undo()) >> Group.Of(Number(2).CompensateWith(Undo()), Number(3)) >> Throw("x");
        var failed = await Assert.ThrowsAsync<TaskFailedException>(() => RunAsync(flow));
        Assert.Equal("x", failed.Failure.Message);
        Assert.Equal(["undo 2", "undo 1"], host.Get<RunLog>().Notes);
    }

    [Fact]
    public async Task Outcomes_are_results_as_well()
    {
        var (number, failure) = await RunAsync((Number(2), Throw("x")).Join().Settled());
        Assert.Equal(2, number.Value);
        Assert.Equal("x", failure.Failure!.Message);
        Assert.Equal([2], (await RunAsync(Group.Of(Number(2)).Settled())).Select(static o => o.Value));
        Assert.False((await RunAsync(Throw("x").Settled())).Succeeded);
    }

    [Fact]
    public async Task The_first_success_wins()
    {
        Assert.Equal(7, await RunAsync(Group.FirstOf(Throw("x"), Number(7))));
        var failed = await Assert.ThrowsAsync<TaskFailedException>(() => RunAsync(Group.FirstOf(Throw("x"), Throw("y"))));
        Assert.Equal("TypedTasks.AllFailed", failed.Failure.Type);
        Assert.Equal(["x", "y"], failed.Failure.Inner.Select(static f => f.Message));
    }

    private async Task<T> RunAsync<T>(ISignature<T> flow) =>
        await (await host.Client.EnqueueAsync(flow)).WaitAsync(Deadline.Token);
}
