using Microsoft.Extensions.DependencyInjection;
using TypedTasks.Storage;
using static TypedTasks.Testing.Tests.Work.Tasks;

namespace TypedTasks.Testing.Tests;

/// <summary>What people can ask about flows, how long they can, and flows of which there is one at a time.</summary>
public sealed class StateTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    [Fact]
    public async Task Every_step_says_where_it_stands()
    {
        await using var host = await Hosts.StartAsync();
        host.Faults().Fail(2);
        var start = host.Time.GetUtcNow();
        var flow = (Wait(1, Hour), Range(3) | Flaky(failures: 1).Each() | Total()) | Add() | Risky() | Double();
        var handle = await host.Client.EnqueueAsync(flow.Named("nightly"));
        await host.RunUntilIdleAsync(Hosts.Deadline);

        var details = await host.Client.GetAsync(handle.FlowId);
        Assert.Equal(("nightly", FlowState.Running, 0), (details.Flow.Name, details.Flow.State, details.Flow.Retries));
        Assert.Equal(["work.wait", "work.range", "work.flaky", "work.total", "work.add", "work.risky", "work.double"], details.Flow.Tasks);
        Assert.Equal(start, details.Flow.AcceptedAt);
        Assert.Equal(
            ["0.0", "0.1.0", "0.1.1.0", "0.1.1.1", "0.1.1.2", "0.1.2", "1", "2", "3"], details.Steps.Select(static s => s.Path));
        var wait = details.Steps[0];
        Assert.Equal((StepState.Running, 1, start, null), (wait.State, wait.Attempts, wait.StartedAt, wait.EndedAt));
        Assert.Equal(host.Services.GetRequiredService<Microsoft.Extensions.Options.IOptions<WorkerOptions>>().Value.Name, wait.Worker);
        Assert.Equal((StepState.Succeeded, start), (details.Steps[1].State, details.Steps[1].EndedAt));
        var flaky = details.Steps[3];
        Assert.Equal((StepState.Retrying, 1, "attempt 0"), (flaky.State, flaky.Attempts, flaky.Failure?.Message));
        Assert.Equal(new StepStatus("1", "work.add", StepState.Unknown, 0, null, null, null, null, null, null) { Wait = new("1", WaitReason.Predecessor) { Name = "0" } }, details.Steps[6]);

        await host.AdvanceAsync(Hour, Hosts.Deadline);
        details = await host.Client.GetAsync(handle.FlowId);
        Assert.Equal(FlowState.Succeeded, details.Flow.State);
        Assert.Equal([1, 1, 2, 2, 2, 1, 1, 1, 1], details.Steps.Select(static s => s.Attempts));
        Assert.All(details.Steps, static s => Assert.Equal(StepState.Succeeded, s.State));
        Assert.All(details.Steps, static s => Assert.Null(s.Failure));
    }

    [Fact]
    public async Task A_failed_step_says_why_and_history_is_unknown_until_it_is_written()
    {
        await using var host = await Hosts.StartAsync();
        host.Faults().Fail(2);
        host.Store.Faults.Inject(StoreFault.FailsBeforeCommit, static o => o is RecordStep { Step.Task: "work.double" });
        var handle = await host.Client.EnqueueAsync(Number(1) | Double() | Risky());
        await host.RunUntilIdleAsync(Hosts.Deadline);
        var details = await host.Client.GetAsync(handle.FlowId);
        Assert.Equal((FlowState.Failed, "no 2 today"), (details.Flow.State, details.Flow.Failure?.Message));
        Assert.All(details.Steps, static s => Assert.Equal(StepState.Unknown, s.State));

        await host.Client.RetryAsync(handle.FlowId);
        await host.RunUntilIdleAsync(Hosts.Deadline);
        details = await host.Client.GetAsync(handle.FlowId);
        Assert.Equal([StepState.Succeeded, StepState.Succeeded, StepState.Succeeded], details.Steps.Select(static s => s.State));
        Assert.Null(details.Flow.Failure);
    }

    [Fact]
    public async Task History_that_the_store_refuses_again_and_again_is_lost()
    {
        await using var host = await Hosts.StartAsync();
        host.Store.Faults.Inject(StoreFault.FailsBeforeCommit, static o => o is RecordStep, times: 3);
        var handle = await host.Client.EnqueueAsync(Number(1) | Double());
        for (var i = 0; i < 4; i++)
            await host.RunUntilIdleAsync(Hosts.Deadline);
        Assert.All((await host.Client.GetAsync(handle.FlowId)).Steps, static s => Assert.Equal(StepState.Unknown, s.State));
        Assert.Equal(2, await handle.WaitAsync(Hosts.Deadline));
    }

    [Fact]
    public async Task A_flow_that_the_store_does_not_know_is_unknown()
    {
        await using var host = await Hosts.StartAsync();
        var details = await host.Client.GetAsync("never-seen");
        Assert.Equal(FlowState.Unknown, details.Flow.State);
        Assert.Empty(details.Steps);
        await Assert.ThrowsAsync<ArgumentException>(async () => await host.Client.GetAsync("not an id"));
    }

    [Fact]
    public async Task Flows_are_listed_newest_first_and_page_by_page()
    {
        await using var host = await Hosts.StartAsync();
        for (var i = 0; i < 250; i++)
        {
            await host.Client.EnqueueAsync((i % 2 == 0 ? Number(i) : Number(i) | Double()).WithId($"f{i:000}"));
            await host.AdvanceAsync(TimeSpan.FromSeconds(1), Hosts.Deadline);
        }

        var all = await ToListAsync(host.Client.ListAsync());
        Assert.Equal(Enumerable.Range(0, 250).Reverse().Select(static i => $"f{i:000}"), all.Select(static f => f.FlowId));
        Assert.Equal(125, (await ToListAsync(host.Client.ListAsync(new() { Task = "work.double" }))).Count);

        List<string> paged = [];
        string? token = null;
        do
        {
            var page = await host.Client.ListPageAsync(null, 125, token);
            paged.AddRange(page.Flows.Select(static f => f.FlowId));
            token = page.ContinuationToken;
        }
        while (token is not null);
        Assert.Equal(all.Select(static f => f.FlowId), paged);
        await Assert.ThrowsAsync<ArgumentException>(async () => await host.Client.ListPageAsync(null, 10, "xx"));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await host.Client.ListPageAsync(null, 0));
    }

    [Fact]
    public async Task Flows_are_kept_for_their_retention_failed_ones_longer()
    {
        await using var host = await Hosts.StartAsync(static b => b.Services.Configure<TypedTasksOptions>(static o =>
            (o.Retention, o.FailedRetention) = (Day, 2 * Day)));
        host.Faults().Fail(9);
        var done = await host.Client.EnqueueAsync(Number(1) | Double());
        var failed = await host.Client.EnqueueAsync(Risky(9));
        var running = await host.Client.EnqueueAsync(Number(1).WithDelay(6 * Day));
        await host.AdvanceAsync(Day - Hour, Hosts.Deadline);
        Assert.Equal(2, await done.WaitAsync(Hosts.Deadline));
        await host.AdvanceAsync(2 * Hour, Hosts.Deadline);
        await Assert.ThrowsAsync<FlowUnknownException>(async () => await done.WaitAsync(Hosts.Deadline));
        Assert.Equal(FlowState.Failed, (await failed.GetStatusAsync()).State);
        await host.AdvanceAsync(Day, Hosts.Deadline);
        Assert.Equal(FlowState.Unknown, (await failed.GetStatusAsync()).State);
        Assert.Equal([running.FlowId], (await ToListAsync(host.Client.ListAsync())).Select(static f => f.FlowId));
    }

    [Fact]
    public async Task A_purge_takes_what_the_filter_says_and_leaves_the_last_hour()
    {
        await using var host = await Hosts.StartAsync();
        host.Faults().Fail(9);
        await host.RunAsync(Number(1), Hosts.Deadline);
        var failed = await host.Client.EnqueueAsync(Risky(9));
        await host.RunUntilIdleAsync(Hosts.Deadline);
        Assert.Equal(0, await host.Client.PurgeAsync(new()));
        await host.AdvanceAsync(2 * Hour, Hosts.Deadline);
        await host.RunAsync(Number(2), Hosts.Deadline);
        Assert.Equal(1, await host.Client.PurgeAsync(new() { States = [FlowState.Failed] }));
        Assert.Equal(FlowState.Unknown, (await host.Client.RetryAsync(failed.FlowId)).State);
        Assert.Equal(1, await host.Client.PurgeAsync(new()));
        Assert.Single(await ToListAsync(host.Client.ListAsync()));
    }

    [Fact]
    public async Task A_message_of_a_purged_flow_is_settled_unrun()
    {
        await using var host = await Hosts.StartAsync();
        var handle = await host.Client.EnqueueAsync(Number(1).WithDelay(3 * Hour));
        await handle.CancelAsync();
        await host.AdvanceAsync(2 * Hour, Hosts.Deadline);
        Assert.Equal(1, await host.Client.PurgeAsync(new()));
        await host.AdvanceAsync(2 * Hour, Hosts.Deadline);
        Assert.Empty(host.Steps);
        Assert.Equal(default, host.Transport.Count(QueueNames.Default));
    }

    [Fact]
    public async Task Results_that_nothing_needs_are_freed_and_the_result_stays()
    {
        await using var host = await Hosts.StartAsync();
        var handle = await host.Client.EnqueueAsync(Group.Of(
            Group.Of(Large(60_000), Large(2)),
            Range(3) | (Large() | Length() | Large()).Each()));
        await host.RunUntilIdleAsync(Hosts.Deadline);
        var result = await handle.WaitAsync(Hosts.Deadline);
        Assert.Equal([60_000, 2], result[0].Select(static s => s.Length));
        Assert.Equal([0, 1, 2], result[1].Select(static s => s.Length));

        var other = await host.Client.EnqueueAsync(Group.Of(Large(60_000), Large(2)) | Length().Each() | Total());
        Assert.Equal(60_002, await host.RunAsync(other, Hosts.Deadline));
        var value = new GetValue(new(other.FlowId, 0), "0.0");
        var members = new ReadMembers(new(other.FlowId, 0), "0", 0, 10);
        await host.Store.ExecuteAsync([value, members], Hosts.Deadline);
        Assert.Null(value.Result);
        Assert.Empty(members.Result);
        Assert.Equal(60_002, await other.WaitAsync(Hosts.Deadline));
    }

    [Fact]
    public async Task One_flow_holds_a_key_until_it_has_ended()
    {
        await using var host = await Hosts.StartAsync();
        var first = await host.Client.EnqueueAsync(Wait(1, Hour).Unique("report"));
        var second = await host.Client.EnqueueAsync(Wait(2, Hour).Unique("report"));
        Assert.Equal(first.FlowId, second.FlowId);
        Assert.NotEqual(first.FlowId, (await host.Client.EnqueueAsync(Number(3).Unique("other"))).FlowId);
        Assert.Equal(1, await host.RunAsync(second, Hosts.Deadline));
        var third = await host.Client.EnqueueAsync(Wait(3, Hour).Unique("report"));
        Assert.NotEqual(first.FlowId, third.FlowId);
        Assert.Equal(3, host.Flows.Count);
        Assert.Equal(2, host.Steps.Count);
    }

    [Fact]
    public async Task A_key_with_a_window_is_held_until_the_window_has_passed()
    {
        await using var host = await Hosts.StartAsync();
        var first = await host.Client.EnqueueAsync(Number(1).Unique("report", Day));
        Assert.Equal(1, await host.RunAsync(first, Hosts.Deadline));
        await host.AdvanceAsync(Day - TimeSpan.FromTicks(1), Hosts.Deadline);
        Assert.Equal(1, await host.RunAsync(Number(2).Unique("report", Day), Hosts.Deadline));
        await host.AdvanceAsync(TimeSpan.FromTicks(1), Hosts.Deadline);
        Assert.Equal(2, await host.RunAsync(Number(2).Unique("report", Day), Hosts.Deadline));
    }

    private static async Task<List<FlowSummary>> ToListAsync(IAsyncEnumerable<FlowSummary> flows)
    {
        List<FlowSummary> list = [];
        await foreach (var flow in flows)
            list.Add(flow);
        return list;
    }
}
