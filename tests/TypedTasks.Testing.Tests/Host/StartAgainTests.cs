using Microsoft.Extensions.DependencyInjection;
using TypedTasks.Storage;
using static TypedTasks.Testing.Tests.Work.Tasks;

namespace TypedTasks.Testing.Tests;

/// <summary>A flow is not retried and says why; its plan may start again.</summary>
public sealed class StartAgainTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    [Fact]
    public async Task A_flow_that_was_undone_is_not_retried_and_starts_again()
    {
        await using var host = await Hosts.StartAsync();
        host.Faults().Fail(8);
        var flow = Number(4) | Double().CompensateWith(Double()) | Risky() >> Headers();
        var failed = await FailAsync(host, flow.Named("nightly").WithHeader("tenant", "north"));
        var refused = await host.Client.RetryAsync(failed.FlowId);
        Assert.Equal((FlowState.Failed, FlowRefusal.Undone, false), (refused.State, refused.Refusal, refused.IsRetried));
        Assert.Equal(
            $"Something of flow {failed.FlowId} was undone, because a step with a compensation had succeeded, so it cannot go on from where it failed. "
            + $"client.StartAgainAsync(\"{failed.FlowId}\") starts the same plan as a new flow, from its first step.",
            refused.Reason);

        var again = await host.Client.StartAgainAsync(failed.FlowId);
        Assert.Equal((failed.FlowId, null, null), (again.FlowId, again.Refusal, again.Reason));
        Assert.NotEqual(failed.FlowId, again.StartedId);
        Assert.Equal("tenant=north", await host.RunAsync(host.Client.GetHandle<string>(again.StartedId!), Hosts.Deadline));
        Assert.Equal(2, host.RunsOf(Number(0)).Count);
        var started = (await host.Client.GetAsync(again.StartedId!)).Flow;
        Assert.Equal(("nightly", FlowState.Succeeded, 0), (started.Name, started.State, started.Retries));
        Assert.Equal((await host.Client.GetAsync(failed.FlowId)).Flow.Tasks, started.Tasks);
        Assert.Equal(FlowState.Failed, (await failed.GetStatusAsync()).State);
    }

    [Fact]
    public async Task What_starts_again_is_undone_again_when_it_fails_again()
    {
        await using var host = await Hosts.StartAsync();
        host.Faults().Fail(8, times: 2);
        var failed = await FailAsync(host, Number(4) | Double().CompensateWith(Double()) | Risky());
        var again = await host.Client.StartAgainAsync(failed.FlowId);
        await host.RunUntilIdleAsync(Hosts.Deadline);
        Assert.Equal(["4", "8", "4", "8"], host.RunsOf(Double()).Select(static r => r.Input));
        Assert.Equal(FlowRefusal.Undone, (await host.Client.RetryAsync(again.StartedId!)).Refusal);
        Assert.Equal(0, host.Store.UnsentCount);
    }

    [Fact]
    public async Task A_flow_without_failure_is_not_retried_and_says_why()
    {
        await using var host = await Hosts.StartAsync();
        var unknown = await host.Client.RetryAsync("never-seen");
        Assert.Equal((FlowState.Unknown, FlowRefusal.NotFound), (unknown.State, unknown.Refusal));
        Assert.StartsWith("The store does not know flow never-seen", unknown.Reason, StringComparison.Ordinal);

        var flow = await host.Client.EnqueueAsync(Number(1).WithId("f"));
        var runs = await host.Client.RetryAsync("f");
        Assert.Equal((FlowState.Running, FlowRefusal.Running, "Flow f runs. Wait until it has ended, or cancel it."), (runs.State, runs.Refusal, runs.Reason));
        Assert.Equal(runs.Reason, runs.ToString());
        await host.RunAsync(flow, Hosts.Deadline);
        var done = await host.Client.RetryAsync("f");
        Assert.Equal((FlowState.Succeeded, FlowRefusal.Succeeded), (done.State, done.Refusal));
        Assert.Contains("client.StartAgainAsync(\"f\")", done.Reason, StringComparison.Ordinal);

        var cancelled = await host.Client.EnqueueAsync(Number(1).WithDelay(Hour).WithId("g"));
        await cancelled.CancelAsync();
        Assert.Equal((FlowState.Cancelled, FlowRefusal.Cancelled), ((await host.Client.RetryAsync("g")).State, (await host.Client.RetryAsync("g")).Refusal));

        host.Faults().Fail(2);
        var undone = await host.Client.EnqueueAsync((Number(1).CompensateWith(Wait(duration: Hour)) >> Risky(2)).WithId("h"));
        await host.RunUntilIdleAsync(Hosts.Deadline);
        Assert.Equal((FlowState.Compensating, FlowRefusal.Compensating), ((await host.Client.RetryAsync("h")).State, (await host.Client.RetryAsync("h")).Refusal));
        Assert.Equal(FlowRefusal.Compensating, (await host.Client.StartAgainAsync("h")).Refusal);
    }

    [Fact]
    public async Task A_flow_whose_key_another_one_holds_is_not_retried_and_names_that_one()
    {
        await using var host = await Hosts.StartAsync();
        host.Faults().Fail(1);
        var a = await FailAsync(host, Risky(1).Unique("report").WithId("a"));
        var b = await host.Client.EnqueueAsync(Wait(2, Hour).Unique("report").WithId("b"));
        Assert.False(b.Existed);
        await host.RunUntilIdleAsync(Hosts.Deadline);
        var refused = await host.Client.RetryAsync(a.FlowId);
        Assert.Equal((FlowState.Failed, FlowRefusal.KeyHeld, "b"), (refused.State, refused.Refusal, refused.HeldBy));
        Assert.Equal("Flow b holds the unique key of flow a. Ask again when that one has ended, or cancel it.", refused.Reason);
        var again = await host.Client.StartAgainAsync(a.FlowId);
        Assert.Equal((null, FlowRefusal.KeyHeld, "b", refused.Reason), (again.StartedId, again.Refusal, again.HeldBy, again.Reason));
        Assert.Equal(FlowState.Failed, (await a.GetStatusAsync()).State);
        Assert.Equal(2, await host.RunAsync(b, Hosts.Deadline));

        Assert.True((await host.Client.RetryAsync(a.FlowId)).IsRetried);
        Assert.Equal(1, await host.RunAsync(a, Hosts.Deadline));
    }

    [Fact]
    public async Task What_starts_again_holds_the_key_and_the_window_of_the_first_goes_on()
    {
        await using var host = await Hosts.StartAsync();
        host.Faults().Fail(1);
        var first = await FailAsync(host, Risky(1).Unique("report", Day));
        await host.AdvanceAsync(Hour, Hosts.Deadline);
        var again = await host.Client.StartAgainAsync(first.FlowId);
        Assert.Equal(again.StartedId, (await host.Client.EnqueueAsync(Number(2).Unique("report"))).FlowId);
        Assert.Equal((FlowRefusal.KeyHeld, again.StartedId), ((await host.Client.RetryAsync(first.FlowId)).Refusal, (await host.Client.RetryAsync(first.FlowId)).HeldBy));
        Assert.Equal(FlowRefusal.KeyHeld, (await host.Client.StartAgainAsync(first.FlowId)).Refusal);
        Assert.Equal(1, await host.RunAsync(host.Client.GetHandle<int>(again.StartedId!), Hosts.Deadline));
        Assert.Equal(again.StartedId, (await host.Client.EnqueueAsync(Number(2).Unique("report"))).FlowId);
        await host.AdvanceAsync(Day, Hosts.Deadline);
        Assert.NotEqual(again.StartedId, (await host.Client.EnqueueAsync(Number(2).Unique("report"))).FlowId);
    }

    [Fact]
    public async Task Every_flow_that_has_ended_starts_again_and_no_other()
    {
        await using var host = await Hosts.StartAsync();
        Assert.Equal(FlowRefusal.NotFound, (await host.Client.StartAgainAsync("never-seen")).Refusal);
        await Assert.ThrowsAsync<ArgumentException>(async () => await host.Client.StartAgainAsync("not an id"));
        var large = await host.Client.EnqueueAsync(Group.Of(Enumerable.Range(0, 50).Select(static i => Number(i))) | Total());
        Assert.Equal(FlowRefusal.Running, (await host.Client.StartAgainAsync(large.FlowId)).Refusal);
        var sum = await host.RunAsync(large, Hosts.Deadline);
        Assert.Equal(sum, await RunAgainAsync(host, large));

        var cancelled = await host.Client.EnqueueAsync(Number(7).WithDelay(Hour));
        await cancelled.CancelAsync();
        var before = host.Time.GetUtcNow();
        Assert.Equal(7, await RunAgainAsync(host, cancelled));
        Assert.Equal(before + Hour, host.Time.GetUtcNow());

        var at = await host.Client.EnqueueAsync(Number(8).At(before + 2 * Hour));
        Assert.Equal(8, await host.RunAsync(at, Hosts.Deadline));
        Assert.Equal(8, await RunAgainAsync(host, at));
        Assert.Equal(before + 2 * Hour, host.Time.GetUtcNow());
        Assert.Equal(51 + 51 + 1 + 1 + 1, host.Steps.Count);
    }

    [Fact]
    public async Task What_the_broker_does_not_take_is_sent_later_and_what_the_store_does_not_take_is_not_started()
    {
        await using var host = await Hosts.StartAsync();
        var first = await host.Client.EnqueueAsync(Number(1));
        await host.RunAsync(first, Hosts.Deadline);
        host.Store.Faults.Inject(StoreFault.FailsBeforeCommit, static o => o is AcceptFlow);
        await Assert.ThrowsAsync<StoreException>(async () => await host.Client.StartAgainAsync(first.FlowId));
        host.Transport.Faults.Inject(TransportFault.SendRefused);
        Assert.Equal(1, await RunAgainAsync(host, first));
        Assert.Equal(2, host.Steps.Count);
    }

    [Fact]
    public async Task A_time_that_flows_do_not_live_to_see_any_more_is_refused()
    {
        var lifetime = 7 * Day;
        await using var host = await Hosts.StartAsync(b => b.Services.Configure<TypedTasksOptions>(o => o.FlowLifetime = lifetime));
        var flow = await host.Client.EnqueueAsync(Number(1).WithDelay(2 * Day));
        await host.RunAsync(flow, Hosts.Deadline);
        host.Services.GetRequiredService<Microsoft.Extensions.Options.IOptions<TypedTasksOptions>>().Value.FlowLifetime = Day;
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(async () => await host.Client.StartAgainAsync(flow.FlowId));
        Assert.Contains("waits for 2.00:00:00 (WithDelay), but a flow fails after 1.00:00:00", refused.Message, StringComparison.Ordinal);
    }

    private static async Task<T> RunAgainAsync<T>(TaskTestHost host, TaskHandle<T> ended)
    {
        var again = await host.Client.StartAgainAsync(ended.FlowId);
        Assert.Null(again.Refusal);
        return await host.RunAsync(host.Client.GetHandle<T>(again.StartedId!), Hosts.Deadline);
    }

    private static async Task<TaskHandle<T>> FailAsync<T>(TaskTestHost host, ISignature<T> flow)
    {
        var handle = await host.Client.EnqueueAsync(flow);
        await host.RunUntilIdleAsync(Hosts.Deadline);
        Assert.Equal(FlowState.Failed, (await handle.GetStatusAsync()).State);
        return handle;
    }
}
