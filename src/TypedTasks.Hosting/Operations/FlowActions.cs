using System.Text;
using System.Text.Json;
using TypedTasks.Hosting.Client;
using TypedTasks.Hosting.Shared;
using TypedTasks.Operations;
using TypedTasks.Plans;
using TypedTasks.Storage;

namespace TypedTasks.Hosting.Operations;

/// <summary>Mends flows for people, and writes down that it did.</summary>
internal sealed class FlowActions(TaskClient client, FlowStore store, EventRaising events, WaitReader waits, ISchedules schedules) : IFlowActions
{
    private const int MostSelected = 10_000;
    private const int MostRefusalsTold = 10;
    private const int Page = 200;
    private const int MostAtOnce = 8;
    private const int MaxEvent = 64 * 1024;

    public ValueTask<ActionResult> RetryAsync(string flowId, ActionBy by, CancellationToken cancellationToken = default) =>
        DoAsync("retry", flowId, by, () => OneAsync(BulkAction.Retry, flowId, cancellationToken), cancellationToken);

    public ValueTask<ActionResult> CancelAsync(string flowId, ActionBy by, CancellationToken cancellationToken = default)
    {
        FlowIds.Check(flowId);
        return DoAsync("cancel", flowId, by, () => CancelAsync(flowId, cancellationToken), cancellationToken);
    }

    public ValueTask<ActionResult> PurgeAsync(string flowId, ActionBy by, CancellationToken cancellationToken = default)
    {
        FlowIds.Check(flowId);
        return DoAsync("purge", flowId, by, () => PurgeAsync(flowId, cancellationToken), cancellationToken);
    }

    public ValueTask<ActionResult> ResumeAsync(string flowId, ActionBy by, CancellationToken cancellationToken = default) =>
        DoAsync(
            "resume",
            flowId,
            by,
            async () =>
            {
                var result = await client.ResumeAsync(flowId, cancellationToken).ConfigureAwait(false);
                return new(result.Sent > 0, result.ToString());
            },
            cancellationToken);

    public ValueTask<ActionResult> StartAgainAsync(string flowId, ActionBy by, CancellationToken cancellationToken = default) =>
        DoAsync(
            "start again",
            flowId,
            by,
            async () =>
            {
                var result = await client.StartAgainAsync(flowId, cancellationToken).ConfigureAwait(false);
                return new(result.StartedId is not null, result.ToString()) { StartedId = result.StartedId };
            },
            cancellationToken);

    public ValueTask<ActionResult> RaiseAsync(string flowId, string eventName, string? key, string json, ActionBy by, CancellationToken cancellationToken = default)
    {
        FlowIds.Check(flowId);
        WaitRule.CheckEvent(eventName);
        if (key is not null)
            WaitRule.CheckKey(key);
        ArgumentNullException.ThrowIfNull(json);
        var value = Checked(eventName, json);
        return DoAsync(
            "raise",
            flowId,
            by,
            async () =>
            {
                var raised = await events.RaiseAsync(flowId, eventName, key ?? "", value, cancellationToken).ConfigureAwait(false);
                var result = new RaiseResult<object>(raised.Key.FlowId, eventName, raised.Answer);
                return new(result.IsRecorded, result.ToString());
            },
            cancellationToken,
            WrittenAction.Event(eventName, key));
    }

    public async ValueTask<ActionResult> ReplayDeadLettersAsync(string queue, string? flowId, ActionBy by, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(queue);
        ArgumentNullException.ThrowIfNull(by);
        var report = await client.ReplayDeadLettersAsync(queue, flowId, cancellationToken).ConfigureAwait(false);
        var skipped = report.Skipped.Count == 0 ? "" : $" Not replayed: {string.Join(", ", report.Skipped.OrderBy(static s => s.Key).Select(static s => $"{s.Value} {s.Key}"))}.";
        var result = new ActionResult(report.Replayed > 0, $"{report.Replayed} dead letter{(report.Replayed == 1 ? "" : "s")} of queue {queue} run again.{skipped}");
        await store.ExecuteAsync([WrittenAction.Replay(flowId, queue, by, result.Text)], cancellationToken).ConfigureAwait(false);
        return result;
    }

    public ValueTask<ActionResult> PauseScheduleAsync(string name, ActionBy by, CancellationToken cancellationToken = default) => ScheduleAsync(
        "pause schedule",
        name,
        by,
        async () =>
        {
            await schedules.PauseAsync(name, cancellationToken).ConfigureAwait(false);
            return new(true, $"Schedule {name} is paused: nothing starts by it until it is resumed.");
        },
        cancellationToken);

    public ValueTask<ActionResult> ResumeScheduleAsync(string name, ActionBy by, CancellationToken cancellationToken = default) => ScheduleAsync(
        "resume schedule",
        name,
        by,
        async () =>
        {
            await schedules.ResumeAsync(name, cancellationToken).ConfigureAwait(false);
            return new(true, $"Schedule {name} goes on.");
        },
        cancellationToken);

    public ValueTask<ActionResult> RunScheduleAsync(string name, ActionBy by, CancellationToken cancellationToken = default) => ScheduleAsync(
        "run schedule",
        name,
        by,
        async () =>
        {
            var flow = await schedules.RunNowAsync(name, cancellationToken).ConfigureAwait(false);
            return new(true, $"Schedule {name} runs as flow {flow}.") { StartedId = flow };
        },
        cancellationToken);

    public ValueTask<ActionResult> BackfillScheduleAsync(string name, DateTimeOffset from, DateTimeOffset until, ActionBy by, CancellationToken cancellationToken = default) => ScheduleAsync(
        "backfill schedule",
        name,
        by,
        async () =>
        {
            var count = await schedules.BackfillAsync(name, from, until, cancellationToken).ConfigureAwait(false);
            return new(count > 0, count > 0 ? $"{count} runs of schedule {name} were added, from {from:u} until {until:u}." : $"Schedule {name} has no run from {from:u} until {until:u}.");
        },
        cancellationToken);

    public ValueTask<int> PreviewAsync(BulkAction action, FlowFilter filter, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return store.QueryAsync(new CountFlows(For(action, filter), MostSelected), cancellationToken);
    }

    public async ValueTask<BulkResult> ApplyAsync(BulkAction action, FlowFilter filter, int expected, ActionBy by, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        ArgumentNullException.ThrowIfNull(by);
        ArgumentOutOfRangeException.ThrowIfLessThan(expected, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(expected, MostSelected);
        var selected = await store.QueryAsync(new CountFlows(For(action, filter), Math.Min(expected + 1, MostSelected)), cancellationToken).ConfigureAwait(false);
        if (selected > expected)
        {
            return new(
                false, selected, 0, 0, $"More flows are selected by now than were expected ({expected}), so nothing was done. Look again how many there are, and say that number.", []);
        }

        var (done, refusals) = await ApplyAsync(action, For(action, filter), expected, cancellationToken).ConfigureAwait(false);
        var what = action == BulkAction.Retry ? "run again" : "were cancelled";
        var text = $"{done} of {selected} flows {what}{(refusals.Count == 0 ? "." : $", {refusals.Count} refused.")}";
        await store.ExecuteAsync([WrittenAction.Of(action == BulkAction.Retry ? "retry many" : "cancel many", null, Describe(filter), by, text)], cancellationToken).ConfigureAwait(false);
        return new(true, selected, done, refusals.Count, text, [.. refusals.Take(MostRefusalsTold)]);
    }

    private async ValueTask<(int Done, List<string> Refusals)> ApplyAsync(BulkAction action, FlowFilter filter, int most, CancellationToken cancellationToken)
    {
        var done = 0;
        var left = most;
        List<string> refusals = [];
        var gate = new Lock();
        FlowPosition? after = null;
        while (left > 0)
        {
            var page = await store.QueryAsync(new ListFlows(filter, after, Math.Min(Page, left)), cancellationToken).ConfigureAwait(false);
            if (page.Count == 0)
                break;
            after = new(page[^1].AcceptedAt, page[^1].Key.FlowId);
            left -= page.Count;
            await Parallel.ForEachAsync(page, new ParallelOptions { MaxDegreeOfParallelism = MostAtOnce, CancellationToken = cancellationToken }, async (flow, token) =>
            {
                var result = await OneAsync(action, flow.Key.FlowId, token).ConfigureAwait(false);
                lock (gate)
                {
                    if (result.IsDone)
                        done++;
                    else
                        refusals.Add(result.Text);
                }
            }).ConfigureAwait(false);
        }

        return (done, refusals);
    }

    private async ValueTask<ActionResult> OneAsync(BulkAction action, string flowId, CancellationToken cancellationToken)
    {
        if (action == BulkAction.Cancel)
            return await CancelAsync(flowId, cancellationToken).ConfigureAwait(false);
        var retried = await client.RetryAsync(flowId, cancellationToken).ConfigureAwait(false);
        return new(retried.IsRetried, retried.ToString());
    }

    private async ValueTask<ActionResult> CancelAsync(string flowId, CancellationToken cancellationToken)
    {
        var before = await store.ExecuteAsync(new GetFlow(new(flowId, 0)), cancellationToken).ConfigureAwait(false);
        if (before.State != FlowState.Running)
        {
            return new(false, before.State == FlowState.Unknown
                ? RefusalText.Of(FlowRefusal.NotFound, flowId, null)
                : $"Flow {flowId} does not run: it is {before.State.ToString().ToLowerInvariant()}, so there is nothing to cancel.");
        }

        var state = await client.CancelAsync(flowId, cancellationToken).ConfigureAwait(false);
        return state is FlowState.Cancelled or FlowState.Compensating
            ? new(true, state == FlowState.Cancelled ? $"Flow {flowId} was cancelled." : $"Flow {flowId} was cancelled, and what it did is being undone.")
            : new(false, $"Flow {flowId} has ended before: it is {state}.");
    }

    private async ValueTask<ActionResult> PurgeAsync(string flowId, CancellationToken cancellationToken)
    {
        var flow = await store.ExecuteAsync(new GetFlow(new(flowId, 0)), cancellationToken).ConfigureAwait(false);
        if (flow.State == FlowState.Unknown)
            return new(false, RefusalText.Of(FlowRefusal.NotFound, flowId, null));
        var delete = new DeleteFlow(flowId, CancellationMemory.Length);
        await store.ExecuteAsync([delete, new DeletePlan(flow.PlanHash, TimeSpan.Zero)], cancellationToken).ConfigureAwait(false);
        return delete.Result
            ? new(true, $"Flow {flowId} was deleted, with all that was kept of it.")
            : new(false, flow.IsTerminal
                ? $"Flow {flowId} has ended within the last hour, and messages of it may still be on their way: delete it later."
                : $"Flow {flowId} is {flow.State}, and only flows that have ended are deleted. Cancel it first.");
    }

    private async ValueTask<ActionResult> DoAsync(string name, string flowId, ActionBy by, Func<ValueTask<ActionResult>> act, CancellationToken cancellationToken, string? target = null)
    {
        ArgumentNullException.ThrowIfNull(by);
        var result = await act().ConfigureAwait(false);

        // What is refused is written down too: somebody has tried it.
        await store.ExecuteAsync([WrittenAction.Of(name, flowId, target ?? $"flow {flowId}", by, result.Text)], cancellationToken).ConfigureAwait(false);
        return result;
    }

    private async ValueTask<ActionResult> ScheduleAsync(string verb, string name, ActionBy by, Func<ValueTask<ActionResult>> act, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(by);
        var result = await act().ConfigureAwait(false);
        await store.ExecuteAsync([WrittenAction.Schedule(verb, result.StartedId, name, by, result.Text)], cancellationToken).ConfigureAwait(false);
        return result;
    }

    private byte[] Checked(string eventName, string json)
    {
        byte[] value;
        try
        {
            using var document = JsonDocument.Parse(json);
            value = Encoding.UTF8.GetBytes(json);
        }
        catch (JsonException e)
        {
            throw new ArgumentException($"The value of event '{eventName}' is no JSON: {e.Message}", nameof(json), e);
        }

        if (value.Length > MaxEvent)
            throw new ArgumentException($"The value of event '{eventName}' has {value.Length} bytes; at most {MaxEvent} are taken.", nameof(json));
        return waits.Refusal(eventName, value) is { } refusal ? throw new ArgumentException(refusal, nameof(json)) : value;
    }

    private static FlowFilter For(BulkAction action, FlowFilter filter) =>
        filter with { States = [action == BulkAction.Retry ? FlowState.Failed : FlowState.Running] };

    private static string Describe(FlowFilter filter)
    {
        List<string> parts = [];
        Add("name", filter.Name);
        Add("task", filter.Task);
        Add("id or name begins with", filter.Prefix);
        Add("header", filter.Header is { } header ? $"{header.Key}={header.Value}" : null);
        Add("failure", filter.Failure);
        Add("quiet", filter.IsQuiet ? "yes" : null);
        Add("late", filter.IsLate ? "yes" : null);
        Add("accepted from", filter.AcceptedFrom?.ToString("u", System.Globalization.CultureInfo.InvariantCulture));
        Add("accepted before", filter.AcceptedBefore?.ToString("u", System.Globalization.CultureInfo.InvariantCulture));
        return parts.Count == 0 ? "all flows" : $"flows: {string.Join(", ", parts)}";

        void Add(string name, string? value)
        {
            if (value is not null)
                parts.Add($"{name} {value}");
        }
    }
}
