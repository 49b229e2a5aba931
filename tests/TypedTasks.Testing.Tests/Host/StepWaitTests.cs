using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using static TypedTasks.Testing.Tests.Approvals.Tasks;
using static TypedTasks.Testing.Tests.Slow.Tasks;
using Await = TypedTasks.Wait;

namespace TypedTasks.Testing.Tests;

/// <summary>A step that does not run says why, and until when, where that is known.</summary>
public sealed class StepWaitTests
{
    private static CancellationToken Deadline => new CancellationTokenSource(TimeSpan.FromMinutes(1)).Token;

    [Fact]
    public async Task What_comes_later_waits_for_what_comes_before_it()
    {
        await using var host = await StartAsync();
        var start = host.Time.GetUtcNow();
        var flow = await host.Client.EnqueueAsync(Write("a").WithDelay(TimeSpan.FromHours(1)) | KeyOf() | Length());
        Assert.Equal(
            [new("0", WaitReason.Delay) { Until = start + TimeSpan.FromHours(1) }, new("1", WaitReason.Predecessor) { Name = "0" }, new("2", WaitReason.Predecessor) { Name = "1" }],
            await WaitsAsync(host, flow.FlowId));
        await host.RunAsync(flow, Deadline);
        Assert.Equal([null, null, null], await WaitsAsync(host, flow.FlowId));
    }

    [Fact]
    public async Task What_follows_a_step_with_a_delay_tells_when_it_is_due()
    {
        await using var host = await StartAsync();
        var start = host.Time.GetUtcNow();
        var at = start + TimeSpan.FromDays(1);
        var flow = await host.Client.EnqueueAsync((Write("a") | KeyOf().WithDelay(TimeSpan.FromHours(2)) | Length(), Write("b") | KeyOf().At(at) | Length()).Join() | Both());
        await host.RunUntilIdleAsync(Deadline);
        var waits = (await WaitsAsync(host, flow.FlowId)).Where(static w => w is not null).ToDictionary(static w => w!.Path);
        Assert.Equal(new("0.0.1", WaitReason.Delay) { Until = start + TimeSpan.FromHours(2) }, waits["0.0.1"]);
        Assert.Equal(new("0.1.1", WaitReason.Delay) { Until = at }, waits["0.1.1"]);
        Assert.Equal(new("1", WaitReason.Predecessor) { Name = "0" }, waits["1"]);
        await host.AdvanceAsync(TimeSpan.FromHours(3), Deadline);
        Assert.Equal(["0.1.1", "0.1.2", "1"], (await WaitsAsync(host, flow.FlowId)).OfType<FlowWait>().Select(static w => w.Path));
    }

    [Fact]
    public async Task A_retry_tells_when_the_next_attempt_starts()
    {
        await using var host = await StartAsync();
        var flow = await host.Client.EnqueueAsync(Fails().WithRetry(static p => p with { MaxRetries = 3, Delay = TimeSpan.FromMinutes(10) }));
        await host.RunUntilIdleAsync(Deadline);
        var step = Assert.Single((await host.Client.GetAsync(flow.FlowId)).Steps);
        Assert.Equal((StepState.Retrying, 1, WaitReason.Retry), (step.State, step.Attempts, step.Wait!.Reason));
        Assert.InRange(step.Wait.Until!.Value, host.Time.GetUtcNow(), host.Time.GetUtcNow() + TimeSpan.FromMinutes(15));
        await host.AdvanceAsync(step.Wait.Until.Value - host.Time.GetUtcNow() + TimeSpan.FromMilliseconds(1), Deadline);
        step = Assert.Single((await host.Client.GetAsync(flow.FlowId)).Steps);
        Assert.Equal((StepState.Retrying, 2), (step.State, step.Attempts));
    }

    [Fact]
    public async Task An_event_is_told_with_its_key_and_how_long_the_flow_waits()
    {
        await using var host = await StartAsync();
        var start = host.Time.GetUtcNow();
        var flow = await host.Client.EnqueueAsync(Write("a") | Await.For(Said.Legal).WithKey("order-17").Within(TimeSpan.FromDays(3)).Carrying<Draft>() | Publish());
        await host.RunUntilIdleAsync(Deadline);
        var details = await host.Client.GetAsync(flow.FlowId);
        var wait = Assert.Single(details.Events);
        Assert.Equal((WaitReason.Event, "legal", "order-17", start + TimeSpan.FromDays(3)), (wait.Reason, wait.Name, wait.Key, wait.Until));
        Assert.Equal(WaitReason.Predecessor, details.Steps[^1].Wait!.Reason);

        await using var updates = host.Client.WatchAsync(flow.FlowId, Deadline).GetAsyncEnumerator();
        Assert.True(await updates.MoveNextAsync());
        Assert.Equal([wait], updates.Current.Waits);
        Assert.Contains("\"Reason\":\"Event\",\"Name\":\"legal\",\"Key\":\"order-17\"", JsonSerializer.Serialize(updates.Current), StringComparison.Ordinal);

        await host.RaiseAsync(flow.FlowId, Said.Legal, Verdict.Approved, "order-17", Deadline);
        await host.RunAsync(flow, Deadline);
        Assert.Empty((await host.Client.GetAsync(flow.FlowId)).Events);
    }

    [Fact]
    public async Task A_turn_is_told_with_its_place()
    {
        await using var host = await StartAsync();
        await host.Client.EnqueueAsync(Write("a").WithDelay(TimeSpan.FromHours(1)).InTurn("x"));
        await host.Client.EnqueueAsync(Write("b").InTurn("x"));
        var third = await host.Client.EnqueueAsync((Write("c") | KeyOf()).InTurn("x"));
        Assert.Equal(
            [new("0", WaitReason.Turn) { Name = "x", Place = 2 }, new("1", WaitReason.Predecessor) { Name = "0" }], await WaitsAsync(host, third.FlowId));
    }

    [Fact]
    public async Task Limits_are_told_by_what_is_limited()
    {
        await using var host = await StartAsync();
        var flow = await host.Client.EnqueueAsync(Group.Of(Waits(1).WithConcurrencyLimit("disk"), Waits(2).WithConcurrencyLimit("disk")));
        await host.RunUntilIdleAsync(Deadline);
        await host.AdvanceAsync(TimeSpan.FromSeconds(2), Deadline);
        var limited = (await host.Client.GetAsync(flow.FlowId)).Steps;
        Assert.Null(Assert.Single(limited, static s => s.State == StepState.Running).Wait);
        var waiting = Assert.Single(limited, static s => s.State == StepState.Unknown);
        Assert.Equal(new(waiting.Path, WaitReason.ConcurrencyLimit) { Name = "disk" }, waiting.Wait);

        var start = host.Time.GetUtcNow();
        var rated = await host.Client.EnqueueAsync(Group.Of(Rated(1), Rated(2)));
        await host.RunUntilIdleAsync(Deadline);
        var steps = (await host.Client.GetAsync(rated.FlowId)).Steps;
        Assert.Single(steps, static s => s.State == StepState.Succeeded);
        var later = Assert.Single(steps, static s => s.State == StepState.Waiting);
        Assert.Equal((0, null), (later.Attempts, later.StartedAt));
        Assert.Equal(new(later.Path, WaitReason.RateLimit) { Name = "slow.rated", Until = start + TimeSpan.FromHours(1) }, later.Wait);
    }

    [Fact]
    public async Task What_no_message_can_tell_is_queued_and_what_nobody_knows_is_not_told()
    {
        await using var host = await StartAsync();
        var flow = await host.Client.EnqueueAsync(Ask() | Tell());
        Assert.Equal([new("0", WaitReason.Queued), new("1", WaitReason.Predecessor) { Name = "0" }], await WaitsAsync(host, flow.FlowId));

        // The plan that the task has returned goes on: whether it has ended the history does not tell.
        await host.RunUntilIdleAsync(Deadline);
        Assert.Equal([null, null], await WaitsAsync(host, flow.FlowId));
        Assert.Equal("legal", Assert.Single((await host.Client.GetAsync(flow.FlowId)).Events).Name);
        await host.Client.CancelAsync(flow.FlowId, Deadline);
        Assert.Empty((await host.Client.GetAsync(flow.FlowId)).Events);
    }

    private static Task<TaskTestHost> StartAsync() => TaskTestHost.StartAsync(static b => b.AddTypedTasksTestingTestsTasks(), Deadline);

    private static async Task<List<FlowWait?>> WaitsAsync(TaskTestHost host, string flowId) => [.. (await host.Client.GetAsync(flowId)).Steps.Select(static s => s.Wait)];
}
