using Microsoft.Extensions.DependencyInjection;
using TypedTasks.Storage;
using static TypedTasks.Testing.Tests.Work.Tasks;

namespace TypedTasks.Testing.Tests;

/// <summary>Flows with one key run in turn: whole flows, in the order of acceptance, whatever becomes of them.</summary>
public sealed class TurnTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Whole_flows_run_one_at_a_time_in_the_order_of_acceptance()
    {
        await using var host = await Hosts.StartAsync();
        foreach (var (id, key) in new[] { ("b", "x"), ("a", "x"), ("other", "y"), ("c", "x") })
            await host.Client.EnqueueAsync((Wait(1, Minute) | Wait(duration: Minute) | Double()).InTurn(key).WithId(id));
        await host.RunUntilIdleAsync(Hosts.Deadline);
        Assert.Equal(["b", "other"], Runs(host));
        await host.AdvanceAsync(10 * Minute, Hosts.Deadline);
        Assert.Equal(["b", "b", "b", "a", "a", "a", "c", "c", "c"], Runs(host).Where(static id => id != "other"));
        Assert.Equal(0, host.Store.UnsentCount);
    }

    [Fact]
    public async Task So_many_run_at_a_time_as_the_limit_says()
    {
        await using var host = await Hosts.StartAsync();
        for (var i = 0; i < 7; i++)
            await host.Client.EnqueueAsync((Wait(i, Minute) | Wait(duration: Minute)).InTurn("x", 3).WithId($"f{i}"));
        await host.RunUntilIdleAsync(Hosts.Deadline);
        Assert.Equal(["f0", "f1", "f2"], Runs(host));
        await host.AdvanceAsync(2 * Minute, Hosts.Deadline);
        Assert.Equal(["f3", "f4", "f5"], Runs(host).Skip(6));
        await host.AdvanceAsync(10 * Minute, Hosts.Deadline);
        Assert.Equal(14, host.Steps.Count);
    }

    [Fact]
    public async Task Limits_that_differ_count_for_the_flow_that_has_them_and_the_first_of_the_line_comes_first()
    {
        await using var host = await Hosts.StartAsync();
        await host.Client.EnqueueAsync(Wait(1, Minute).InTurn("x", 2).WithId("a"));
        await host.Client.EnqueueAsync(Wait(1, 2 * Minute).InTurn("x", 2).WithId("b"));
        await host.Client.EnqueueAsync(Wait(1, Minute).InTurn("x").WithId("alone"));
        await host.Client.EnqueueAsync(Wait(1, Minute).InTurn("x", 2).WithId("c"));
        await host.RunUntilIdleAsync(Hosts.Deadline);
        Assert.Equal(["a", "b"], Runs(host));
        await host.AdvanceAsync(Minute, Hosts.Deadline);
        Assert.Equal(["a", "b"], Runs(host));
        await host.AdvanceAsync(Minute, Hosts.Deadline);
        Assert.Equal(["a", "b", "alone", "c"], Runs(host));
    }

    [Fact]
    public async Task A_flow_that_waits_holds_no_message_shows_its_place_and_can_be_cancelled()
    {
        await using var host = await Hosts.StartAsync();
        await host.Client.EnqueueAsync(Wait(1, Minute).InTurn("x").WithId("a"));
        foreach (var id in new[] { "b", "c", "d" })
            await host.Client.EnqueueAsync(Number(1).InTurn("x", 1).WithId(id));
        await host.RunUntilIdleAsync(Hosts.Deadline);
        Assert.Equal(new FlowTurn("x", 1, null), await TurnAsync(host, "a"));
        Assert.Equal([1, 2, 3], [await PlaceAsync(host, "b"), await PlaceAsync(host, "c"), await PlaceAsync(host, "d")]);
        Assert.Equal(FlowState.Running, (await host.Client.GetStatusAsync("d")).State);
        Assert.Equal(FlowState.Cancelled, await host.Client.CancelAsync("b"));
        Assert.Equal([null, 1, 2], [await PlaceAsync(host, "b"), await PlaceAsync(host, "c"), await PlaceAsync(host, "d")]);
        await host.AdvanceAsync(Minute, Hosts.Deadline);
        Assert.Equal(["a", "c", "d"], Runs(host));
        Assert.Null(await TurnAsync(host, (await host.Client.EnqueueAsync(Number(1))).FlowId));
        Assert.Equal(0, host.Store.UnsentCount - 1);
    }

    [Fact]
    public async Task A_flow_that_waits_ends_at_its_deadline_and_leaves_the_line()
    {
        await using var host = await Hosts.StartAsync(static b => b.Services.Configure<TypedTasksOptions>(static o => o.FlowLifetime = TimeSpan.FromHours(1)));
        await host.Client.EnqueueAsync(Wait(1, TimeSpan.FromMinutes(50)).InTurn("x").WithId("a"));
        await host.Client.EnqueueAsync(Wait(1, TimeSpan.FromMinutes(50)).InTurn("x").WithId("b"));
        await host.Client.EnqueueAsync((Number(3).OnError(Number(4)) | Double()).InTurn("x").WithId("late"));
        await host.AdvanceAsync(TimeSpan.FromMinutes(61), Hosts.Deadline);
        Assert.Equal("TypedTasks.DeadlineExceeded", (await host.Client.GetStatusAsync("late")).Failure!.Type);
        Assert.DoesNotContain("late", host.RunsOf(Number(0)).Where(static r => r.Input == "3").Select(static r => r.FlowId));
        await host.Client.EnqueueAsync(Number(1).InTurn("x").WithId("next"));
        await host.AdvanceAsync(TimeSpan.FromMinutes(60), Hosts.Deadline);
        Assert.Equal(FlowState.Succeeded, (await host.Client.GetStatusAsync("next")).State);
    }

    [Fact]
    public async Task The_turn_is_kept_until_all_is_undone()
    {
        await using var host = await Hosts.StartAsync();
        host.Faults().Fail(2);
        await host.Client.EnqueueAsync((Number(1).CompensateWith(Wait(duration: Minute)) >> Risky(2)).InTurn("x").WithId("a"));
        await host.Client.EnqueueAsync(Number(3).InTurn("x").WithId("b"));
        await host.RunUntilIdleAsync(Hosts.Deadline);
        Assert.Equal((FlowState.Compensating, 1), ((await host.Client.GetStatusAsync("a")).State, await PlaceAsync(host, "b")));
        await host.AdvanceAsync(Minute, Hosts.Deadline);
        Assert.Equal(FlowState.Succeeded, (await host.Client.GetStatusAsync("b")).State);
    }

    [Fact]
    public async Task A_flow_with_compensations_that_is_cancelled_while_it_waits_has_nothing_to_undo()
    {
        await using var host = await Hosts.StartAsync();
        await host.Client.EnqueueAsync(Wait(1, Minute).InTurn("x").WithId("a"));
        await host.Client.EnqueueAsync((Number(1).CompensateWith(Double()) | Double()).InTurn("x").WithId("b"));
        await host.Client.EnqueueAsync(Number(1).InTurn("x").WithId("c"));
        await host.Client.CancelAsync("b");
        await host.AdvanceAsync(Minute, Hosts.Deadline);
        Assert.Equal(FlowState.Cancelled, (await host.Client.GetStatusAsync("b")).State);
        Assert.Equal(["a", "c"], Runs(host));
        Assert.Equal(0, host.Store.UnsentCount);
    }

    [Fact]
    public async Task A_flow_that_is_retried_waits_at_the_end_of_the_line()
    {
        await using var host = await Hosts.StartAsync();
        host.Faults().Fail(2);
        await host.Client.EnqueueAsync((Number(1) >> Risky(2).WithRetry(0) | Double()).InTurn("x").WithId("a"));
        await host.Client.EnqueueAsync(Wait(1, Minute).InTurn("x").WithId("b"));
        await host.Client.EnqueueAsync(Wait(1, Minute).InTurn("x").WithId("c"));
        await host.RunUntilIdleAsync(Hosts.Deadline);
        Assert.Equal(["a", "a", "b"], Runs(host));
        Assert.True((await host.Client.RetryAsync("a")).IsRetried);
        Assert.Equal(FlowRefusal.Running, (await host.Client.RetryAsync("a")).Refusal);
        Assert.Equal(new FlowTurn("x", 1, 2), await TurnAsync(host, "a"));
        await host.Client.EnqueueAsync(Number(1).InTurn("x").WithId("d"));
        await host.AdvanceAsync(5 * Minute, Hosts.Deadline);
        Assert.Equal(["a", "a", "b", "c", "a", "a", "d"], Runs(host));
        Assert.Equal(4, await host.RunAsync(host.Client.GetHandle<int>("a"), Hosts.Deadline));
    }

    [Fact]
    public async Task A_retry_that_waits_can_be_cancelled_and_the_plan_started_again_waits_too()
    {
        await using var host = await Hosts.StartAsync();
        host.Faults().Fail(2, times: 5);
        await host.Client.EnqueueAsync(Risky(2).WithRetry(0).InTurn("x").WithId("a"));
        await host.RunUntilIdleAsync(Hosts.Deadline);
        await host.Client.EnqueueAsync(Wait(1, Minute).InTurn("x").WithId("b"));
        await host.Client.RetryAsync("a");
        await host.Client.CancelAsync("a");
        var again = (await host.Client.StartAgainAsync("a")).StartedId!;
        Assert.Equal(new FlowTurn("x", 1, 1), await TurnAsync(host, again));
        await host.AdvanceAsync(Minute, Hosts.Deadline);
        Assert.Equal(["a", "b", again], Runs(host));
    }

    [Fact]
    public async Task A_delay_counts_from_the_acceptance_and_a_flow_that_is_not_due_keeps_its_turn()
    {
        await using var host = await Hosts.StartAsync();
        await host.Client.EnqueueAsync(Number(1).WithDelay(5 * Minute).InTurn("x").WithId("a"));
        await host.Client.EnqueueAsync(Number(1).WithDelay(2 * Minute).InTurn("x").WithId("b"));
        await host.Client.EnqueueAsync(Number(1).WithDelay(9 * Minute).InTurn("x").WithId("c"));
        await host.AdvanceAsync(4 * Minute, Hosts.Deadline);
        Assert.Empty(host.Steps);
        await host.AdvanceAsync(Minute, Hosts.Deadline);
        Assert.Equal(["a", "b"], Runs(host));
        await host.AdvanceAsync(4 * Minute, Hosts.Deadline);
        Assert.Equal(["a", "b", "c"], Runs(host));
    }

    [Fact]
    public async Task A_delayed_flow_that_is_cancelled_lets_the_next_one_begin_at_once()
    {
        await using var host = await Hosts.StartAsync();
        var first = await host.Client.EnqueueAsync(Number(1).WithDelay(5 * Minute).InTurn("x").WithId("a"));
        await host.Client.EnqueueAsync(Number(1).InTurn("x").WithId("b"));
        await first.CancelAsync();
        await host.RunUntilIdleAsync(Hosts.Deadline);
        Assert.Equal(["b"], Runs(host));
        Assert.Equal(0, host.Store.UnsentCount);
    }

    [Fact]
    public async Task A_unique_flow_that_waits_holds_its_key_and_an_id_stands_in_line_once()
    {
        await using var host = await Hosts.StartAsync();
        await host.Client.EnqueueAsync(Wait(1, Minute).InTurn("x").WithId("a"));
        var held = await host.Client.EnqueueAsync(Number(1).InTurn("x").Unique("u").WithId("b"));
        var second = await host.Client.EnqueueAsync(Number(1).InTurn("x").Unique("u"));
        Assert.Equal(("b", true, false), (second.FlowId, second.Existed, held.Existed));
        Assert.True((await host.Client.EnqueueAsync(Number(1).InTurn("x").WithId("b"))).Existed);
        Assert.Equal(1, await PlaceAsync(host, "b"));
        await host.AdvanceAsync(Minute, Hosts.Deadline);
        Assert.Equal(["a", "b"], Runs(host));
    }

    [Fact]
    public async Task What_cannot_be_kept_is_refused_in_words()
    {
        await using var host = await Hosts.StartAsync();
        var sent = await Assert.ThrowsAsync<InvalidOperationException>(() => host.Client.SendAsync(Number(1).InTurn("x")).AsTask());
        Assert.Equal("SendAsync keeps nothing, so nothing would keep the line 'x' (InTurn): use EnqueueAsync.", sent.Message);
        var part = await Assert.ThrowsAsync<InvalidOperationException>(() => host.Client.EnqueueAsync(Number(1).InTurn("x") | Double()).AsTask());
        Assert.StartsWith("InTurn(\"x\") stands on a part of the flow", part.Message, StringComparison.Ordinal);
        var returned = await Assert.ThrowsAsync<TaskFailedException>(() => host.RunAsync(InLine(1), Hosts.Deadline));
        Assert.Contains("It has InTurn(\"line\"), but what a task returns becomes part of the flow", returned.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Number(1).InTurn(" "));
        Assert.Throws<ArgumentOutOfRangeException>(() => Number(1).InTurn("x", 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Number(1).InTurn("x", 1001));
        Assert.Throws<ArgumentOutOfRangeException>(() => Number(1).InTurn(new string('x', 257)));
    }

    [Theory]
    [InlineData(StoreFault.FailsBeforeCommit)]
    [InlineData(StoreFault.FailsAfterCommit)]
    public async Task A_turn_that_was_not_passed_on_or_not_begun_is_by_upkeep(StoreFault fault)
    {
        foreach (var match in new Func<StoreOperation, bool>[] { static o => o is PassTurn, static o => o is BeginTurn })
        {
            await using var host = await Hosts.StartAsync();
            await host.Client.EnqueueAsync(Number(1).InTurn("x").WithId("a"));
            await host.Client.EnqueueAsync(Number(1).InTurn("x").WithId("b"));
            await host.Client.EnqueueAsync(Number(1).InTurn("x").WithId("c"));
            host.Store.Faults.Inject(fault, match);
            await host.RunUntilIdleAsync(Hosts.Deadline);
            Assert.Equal(["a"], Runs(host));
            await host.AdvanceAsync(TimeSpan.FromMinutes(5), Hosts.Deadline);
            Assert.Equal(["a", "b", "c"], Runs(host));
        }
    }

    [Fact]
    public async Task An_acceptance_whose_answer_was_lost_stands_in_line_once()
    {
        await using var host = await Hosts.StartAsync();
        await host.Client.EnqueueAsync(Wait(1, Minute).InTurn("x").WithId("a"));
        host.Store.Faults.Inject(StoreFault.FailsAfterCommit, static o => o is AcceptFlow);
        await Assert.ThrowsAsync<StoreException>(() => host.Client.EnqueueAsync(Number(1).InTurn("x").WithId("b")).AsTask());
        Assert.True((await host.Client.EnqueueAsync(Number(1).InTurn("x").WithId("b"))).Existed);
        await host.Client.EnqueueAsync(Number(1).InTurn("x").WithId("c"));
        await host.AdvanceAsync(Minute, Hosts.Deadline);
        Assert.Equal(["a", "b", "c"], Runs(host));
    }

    private static IEnumerable<string> Runs(TaskTestHost host) => host.Steps.Select(static s => s.FlowId);

    private static async Task<FlowTurn?> TurnAsync(TaskTestHost host, string id) => (await host.Client.GetAsync(id)).Turn;

    private static async Task<int?> PlaceAsync(TaskTestHost host, string id) => (await TurnAsync(host, id))!.Place;
}
