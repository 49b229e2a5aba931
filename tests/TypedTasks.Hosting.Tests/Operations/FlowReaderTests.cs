using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using TypedTasks.Operations;
using TypedTasks.Testing;
using static TypedTasks.Hosting.Tests.Operations.Night.Tasks;

namespace TypedTasks.Hosting.Tests.Operations;

[Collection(nameof(Night))]
public sealed class FlowReaderTests
{
    private static readonly ActionBy Me = new("anna", "the night shift mends it");

    [Fact]
    public async Task A_failed_flow_is_a_tree_that_leads_to_what_has_failed()
    {
        await using var host = await StartAsync();
        var flow = await host.Client.EnqueueAsync((Load("a.jpg") | (Resize(width: 13), Label(secret: "hunter2")) | Pair()).WithHeader("tenant", "7").Named("nightly"));
        await host.RunUntilIdleAsync();
        var reader = Reader(host);

        var outline = (await reader.GetOutlineAsync(flow.FlowId))!;
        Assert.Equal(FlowState.Failed, outline.Flow.State);
        Assert.Equal("1.0", outline.FailedPath);
        var root = outline.Root!;
        Assert.Equal((OutlineKind.Sequence, OutlineState.Failed), (root.Kind, root.State));
        Assert.Equal([OutlineState.Succeeded, OutlineState.Failed, OutlineState.NotStarted], root.Children.Select(static c => c.State));
        var resize = root.Children[1].Children[0];
        Assert.Equal(("night.resize", OutlineState.Failed, 1), (resize.Text, resize.State, resize.Attempts));
        Assert.Equal("No width of 13.", resize.Failure!.Message);

        var step = (await reader.GetStepAsync(flow.FlowId, "1.0"))!;
        Assert.Equal("\"photo of a.jpg\"", step.Input!.Json);
        Assert.Equal("""{"width":13}""", step.Arguments!.Json);
        Assert.Equal("7", step.Headers["tenant"]);
        Assert.Contains("No width of 13.", step.Status.Failure!.Message, StringComparison.Ordinal);
        var label = (await reader.GetStepAsync(flow.FlowId, "1.1"))!;
        Assert.DoesNotContain("hunter2", JsonSerializer.Serialize(label), StringComparison.Ordinal);
        Assert.Null(await reader.GetStepAsync(flow.FlowId, "1"));
        Assert.Null(await reader.GetStepAsync(flow.FlowId, "4.4"));
        await Assert.ThrowsAsync<ArgumentException>(async () => await reader.GetStepAsync(flow.FlowId, "../etc"));

        var group = Assert.Single(await reader.GetFailuresAsync(TimeSpan.FromDays(1)));
        Assert.Equal(("night.resize", 1L, 1, flow.FlowId, "1.0"), (group.Task, group.Count, group.Flows, group.FlowId, group.Step));
        Assert.Contains("Night.Resize", group.Frame, StringComparison.Ordinal);
        Assert.Equal(step.Fingerprint, group.Fingerprint);
        foreach (var filter in new FlowFilter[]
        {
            new() { Failure = group.Fingerprint }, new() { Header = new("tenant", "7") }, new() { Prefix = flow.FlowId[..8] }, new() { Prefix = "nigh" }, new() { Task = "night.pair" },
            new() { States = [FlowState.Failed] },
        })
        {
            Assert.Equal(flow.FlowId, Assert.Single((await reader.FindAsync(filter)).Flows).FlowId);
            Assert.Equal(1, await reader.CountAsync(filter));
        }

        Assert.Empty((await reader.FindAsync(new() { Header = new("tenant", "8") })).Flows);
        var overview = await reader.GetOverviewAsync();
        Assert.Equal(new StateTotal(FlowState.Failed, 1), Assert.Single(overview.States));
        var totals = overview.Tasks.ToDictionary(static t => t.Task);
        Assert.Equal((1L, 0L), (totals["night.load"].Succeeded, totals["night.load"].Failed));
        Assert.Equal((0L, 1L), (totals["night.resize"].Succeeded, totals["night.resize"].Failed));
    }

    [Fact]
    public async Task Many_are_mended_at_once_by_whoever_says_how_many_and_why()
    {
        await using var host = await StartAsync();
        for (var i = 0; i < 3; i++)
            await host.Client.EnqueueAsync(Load($"{i}.jpg") | Resize(width: 13));
        var other = await host.Client.EnqueueAsync(Load("other.jpg") | Resize(width: 200));
        await host.RunUntilIdleAsync();
        var (reader, actions) = (Reader(host), host.Services.GetRequiredService<IFlowActions>());
        var filter = new FlowFilter { Task = "night.resize", States = [FlowState.Succeeded] };

        // The states are those that the action is for, whatever the filter says.
        Assert.Equal(3, await actions.PreviewAsync(BulkAction.Retry, filter));
        var refused = await actions.ApplyAsync(BulkAction.Retry, filter, 2, Me);
        Assert.False(refused.IsDone);
        Assert.Equal(0, refused.Done);
        Night.IsMended = true;
        var applied = await actions.ApplyAsync(BulkAction.Retry, filter, 3, Me);
        Assert.Equal((true, 3, 0), (applied.IsDone, applied.Done, applied.Refused));
        await host.RunUntilIdleAsync();
        Assert.Equal(4, await reader.CountAsync(new() { States = [FlowState.Succeeded] }));
        Assert.Equal(0, Assert.Single(await reader.GetFailuresAsync(TimeSpan.FromDays(1))).Flows);

        var retry = await actions.RetryAsync(other.FlowId, Me);
        Assert.False(retry.IsDone);
        Assert.Contains("has succeeded", retry.Text, StringComparison.Ordinal);
        var purged = await actions.PurgeAsync(other.FlowId, Me);
        Assert.Contains("within the last hour", purged.Text, StringComparison.Ordinal);
        await host.AdvanceAsync(TimeSpan.FromHours(2));
        Assert.True((await actions.PurgeAsync(other.FlowId, Me)).IsDone);
        Assert.Null(await reader.GetOutlineAsync(other.FlowId));

        var page = await reader.GetActionsAsync(pageSize: 2);
        Assert.Equal(["purge", "purge"], page.Actions.Select(static a => a.Name));
        var rest = await reader.GetActionsAsync(continuationToken: page.ContinuationToken);
        Assert.Equal(["retry", "retry many"], rest.Actions.Select(static a => a.Name));
        Assert.All(rest.Actions, static a => Assert.Equal((Me.Actor, Me.Reason), (a.Actor, a.Reason)));
        Assert.Equal(3, (await reader.GetActionsAsync(other.FlowId)).Actions.Count);
        Assert.Throws<ArgumentException>(static () => new ActionBy("anna", " "));
    }

    [Fact]
    public async Task Ten_thousand_members_are_one_node()
    {
        await using var host = await StartAsync();
        var flow = await host.Client.EnqueueAsync(Group.Of(Enumerable.Range(0, 2000).Select(static i => Load($"{i}") | Resize(i is 7 or 1500 ? 13 : 1))).Settled() >> Load("end"));
        await host.RunUntilIdleAsync();
        var outline = (await Reader(host).GetOutlineAsync(flow.FlowId))!;
        var group = outline.Root!.Children[0];
        while (group.Members is null)
            group = group.Children[0];
        Assert.Equal((2000, 0), (group.Members.Total, group.Members.Running));
        Assert.Single(group.Children);
        Assert.InRange(JsonSerializer.Serialize(outline).Length, 0, 8000);

        var page = (await Reader(host).GetMembersAsync(flow.FlowId, group.Path!, 1499, 3))!;
        Assert.Equal((2000, 3), (page.Total, page.Members.Count));
        Assert.Equal([OutlineState.Succeeded, OutlineState.Failed, OutlineState.Succeeded], page.Members.Select(static m => m.Children[^1].Children.Count > 0 ? m.Children[^1].Children[^1].State : m.Children[^1].State));
        Assert.Null(await Reader(host).GetMembersAsync(flow.FlowId, "1"));
    }

    [Fact]
    public async Task A_returned_plan_lies_in_its_step_and_a_wait_in_the_inbox()
    {
        await using var host = await StartAsync();
        var flow = await host.Client.EnqueueAsync(Plan("x.jpg") >> Wait.For(Night.MayPrint));
        await host.RunUntilIdleAsync();
        var (reader, actions) = (Reader(host), host.Services.GetRequiredService<IFlowActions>());
        var outline = (await reader.GetOutlineAsync(flow.FlowId))!;
        Assert.Equal(OutlineState.Waiting, outline.Root!.State);
        var plan = outline.Root.Children[0];
        Assert.Equal(OutlineState.Succeeded, plan.State);
        Assert.Equal(["night.load", "night.resize"], plan.Returned!.Children.Select(static c => c.Text));
        Assert.Equal(OutlineState.Waiting, outline.Root.Children[1].State);

        var wait = Assert.Single((await reader.GetWaitsAsync()).Waits);
        Assert.Equal((flow.FlowId, "night.may-print", (string?)null), (wait.FlowId, wait.Event, wait.Key));
        Assert.Equal(host.Time.GetUtcNow(), wait.Since!.Value, TimeSpan.FromMinutes(1));
        Assert.Contains("boolean", wait.Schema, StringComparison.Ordinal);
        Assert.Empty((await reader.GetWaitsAsync("other")).Waits);
        await Assert.ThrowsAsync<ArgumentException>(async () => await actions.RaiseAsync(flow.FlowId, "night.may-print", null, "\"perhaps\"", Me));
        await Assert.ThrowsAsync<ArgumentException>(async () => await actions.RaiseAsync(flow.FlowId, "night.may-print", null, "{", Me));
        Assert.True((await actions.RaiseAsync(flow.FlowId, "night.may-print", null, "true", Me)).IsDone);
        await host.RunUntilIdleAsync();
        Assert.Empty((await reader.GetWaitsAsync()).Waits);
        Assert.Equal(OutlineState.Succeeded, (await reader.GetOutlineAsync(flow.FlowId))!.Root!.State);
    }

    [Fact]
    public async Task The_feed_tells_which_flows_have_changed()
    {
        await using var host = await StartAsync();
        var reader = Reader(host);
        var start = await reader.GetChangesAsync();
        Assert.Empty(start.Flows);
        var one = await host.Client.EnqueueAsync(Load("1"));
        var two = await host.Client.EnqueueAsync(Load("2"));
        var accepted = await reader.GetChangesAsync(start.Position);
        Assert.Equal([one.FlowId, two.FlowId], accepted.Flows);
        Assert.True(accepted.IsWhole);
        Assert.Empty((await reader.GetChangesAsync(accepted.Position)).Flows);
        await host.RunUntilIdleAsync();
        Assert.Equal(new[] { one.FlowId, two.FlowId }.Order(StringComparer.Ordinal), (await reader.GetChangesAsync(accepted.Position)).Flows.Order(StringComparer.Ordinal));
        Assert.False((await reader.GetChangesAsync("nonsense")).IsWhole);
    }

    private static IFlowReader Reader(TaskTestHost host) => host.Services.GetRequiredService<IFlowReader>();

    private static Task<TaskTestHost> StartAsync()
    {
        Night.IsMended = false;
        return TaskTestHost.StartAsync(static b => b.AddTypedTasksHostingTestsTasks());
    }
}
