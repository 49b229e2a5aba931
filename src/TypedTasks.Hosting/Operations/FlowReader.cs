using TypedTasks.Hosting.Client;
using TypedTasks.Hosting.Protection;
using TypedTasks.Hosting.Shared;
using TypedTasks.Operations;
using TypedTasks.Storage;

namespace TypedTasks.Hosting.Operations;

/// <summary>Looks at flows for people.</summary>
internal sealed class FlowReader(
    FlowStore store, FlowBrowser browser, OutlineReader outlines, StepReader steps, WaitReader waits, BrokerLooks broker, Courier courier, ISchedules schedules, TestExport tests, TimeProvider time) : IFlowReader
{
    private const int MostInOverview = 10;
    private const int MostCounted = 100_000;
    private const int MostListed = 1000;
    private const int MostMembers = 200;
    private const int MostChanges = 1000;
    private const int NextTimes = 5;
    private const int ManyFlows = 10_000;
    private static readonly TimeSpan CountHolds = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private CountedStates? counted;

    public async ValueTask<FlowOverview> GetOverviewAsync(CancellationToken cancellationToken = default)
    {
        var now = time.GetUtcNow();
        var states = await CountStatesAsync(cancellationToken).ConfigureAwait(false);
        var oldest = await store.QueryAsync(new FindOldest(MostInOverview), cancellationToken).ConfigureAwait(false);
        var quiet = await store.QueryAsync(new ListFlows(new() { IsQuiet = true }, null, MostInOverview), cancellationToken).ConfigureAwait(false);
        var late = await store.QueryAsync(new ListFlows(new() { IsLate = true }, null, MostInOverview), cancellationToken).ConfigureAwait(false);
        var due = await store.QueryAsync(new FindLate(Hour, MostInOverview), cancellationToken).ConfigureAwait(false);
        var next = await GetSchedulesAsync(cancellationToken).ConfigureAwait(false);
        return new(
            now,
            [.. states.Select(static s => new StateTotal(s.State, s.Count))],
            await GetTasksAsync(Hour, cancellationToken).ConfigureAwait(false),
            await GetFailuresAsync(Day, MostInOverview, cancellationToken).ConfigureAwait(false),
            [.. oldest.Select(browser.Summarize)],
            [.. quiet.Select(browser.Summarize)],
            [.. late.UnionBy(due, static f => f.Key.FlowId).Take(MostInOverview).Select(browser.Summarize)],
            [.. next.Where(static s => !s.IsPaused && s.Next.Count > 0).OrderBy(static s => s.Next[0]).Take(MostInOverview)]);
    }

    public ValueTask<FlowPage> FindAsync(FlowFilter filter, int pageSize = 50, string? continuationToken = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return browser.ListPageAsync(filter, pageSize, continuationToken, cancellationToken);
    }

    public ValueTask<int> CountAsync(FlowFilter filter, int most = 10_000, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        Check(most, MostCounted, nameof(most));
        return store.QueryAsync(new CountFlows(filter, most), cancellationToken);
    }

    public ValueTask<FlowOutline?> GetOutlineAsync(string flowId, CancellationToken cancellationToken = default) => outlines.ReadAsync(flowId, cancellationToken);

    public ValueTask<MemberPage?> GetMembersAsync(string flowId, string path, int first = 0, int count = 50, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        Check(count, MostMembers, nameof(count));
        return outlines.ReadMembersAsync(flowId, path, first, count, cancellationToken);
    }

    public ValueTask<StepDetails?> GetStepAsync(string flowId, string path, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(path);
        return steps.ReadAsync(flowId, path, cancellationToken);
    }

    public async ValueTask<IReadOnlyList<ActiveStepStatus>> GetActiveStepsAsync(int most = 100, CancellationToken cancellationToken = default)
    {
        Check(most, MostListed, nameof(most));
        var active = await store.QueryAsync(new FindActiveSteps(null, most), cancellationToken).ConfigureAwait(false);
        return [.. active.Select(static a => new ActiveStepStatus(a.FlowId, FlowBrowser.Describe(a.Step)))];
    }

    public async ValueTask<IReadOnlyList<FailureGroup>> GetFailuresAsync(TimeSpan within, int most = 50, CancellationToken cancellationToken = default)
    {
        Check(most, MostListed, nameof(most));
        ArgumentOutOfRangeException.ThrowIfLessThan(within, TimeSpan.Zero);
        var failures = await store.QueryAsync(new ReadFailures(within, most), cancellationToken).ConfigureAwait(false);
        return
        [
            .. failures.Select(static f => new FailureGroup(f.Kind.Fingerprint, f.Kind.Task, f.Kind.Type, f.Kind.Frame, f.Count, f.Flows, f.FirstAt, f.LastAt, f.FlowId, f.Step)),
        ];
    }

    public async ValueTask<IReadOnlyList<TaskTotals>> GetTasksAsync(TimeSpan within, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(within, TimeSpan.Zero);
        var tallies = await store.QueryAsync(new ReadTallies(within), cancellationToken).ConfigureAwait(false);
        return
        [
            .. tallies.Select(static t => new TaskTotals(t.Task, t.Succeeded, t.Failed, t.Retried, t.Total / Math.Max(1, t.Succeeded + t.Failed + t.Retried), t.Longest)),
        ];
    }

    public ValueTask<IReadOnlyList<QueueStatus>> GetQueuesAsync(CancellationToken cancellationToken = default) => broker.LookAsync(cancellationToken);

    public async ValueTask<DeadLetterList> GetDeadLettersAsync(string queue, string? cursor = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(queue);
        if (courier.Transport is not { } transport)
            throw new TransportException("No broker is configured here, so there are no dead letters to look at.");
        if (!broker.Queues.Contains(queue))
            throw new ArgumentException($"This process knows no queue '{queue}'. It knows: {string.Join(", ", broker.Queues)}.", nameof(queue));
        if (!broker.TryTake(1))
            throw new TransportException("The broker was asked as often as it may be within this minute (OperationsOptions.BrokerCallsPerMinute). Try again in the next one.");
        var page = await transport.PeekDeadLettersAsync(queue, cursor, cancellationToken).ConfigureAwait(false);
        return new(
            [.. page.Messages.Select(static l => new DeadLetterSummary(l.Message.Id, l.Message.FlowId, l.Message.Subject, l.Message.Step, l.Reason, l.Description, l.InTransfer))],
            page.Messages.Count == 0 ? null : page.Cursor);
    }

    public ValueTask<WaitPage> GetWaitsAsync(string? eventName = null, int pageSize = 50, string? continuationToken = null, CancellationToken cancellationToken = default)
    {
        Check(pageSize, MostListed, nameof(pageSize));
        return waits.ReadAsync(eventName, pageSize, continuationToken, cancellationToken);
    }

    public async ValueTask<IReadOnlyList<ScheduleEntry>> GetSchedulesAsync(CancellationToken cancellationToken = default) =>
    [
        .. (await schedules.ListAsync(NextTimes, cancellationToken).ConfigureAwait(false))
            .Select(static s => new ScheduleEntry(s.Name, s.Cron, s.Options.TimeZone, s.IsPaused, s.Next, s.LastStarted, s.Running, s.Waiting, s.Started, s.Skipped, s.Missed)
            {
                Overlap = s.Options.Overlap,
                MissedRuns = s.Options.Missed.ToString(),
                Jitter = s.Options.Jitter,
                Version = s.Options.Version,
            }),
    ];

    public async ValueTask<ActionPage> GetActionsAsync(string? flowId = null, int pageSize = 50, string? continuationToken = null, CancellationToken cancellationToken = default)
    {
        Check(pageSize, MostListed, nameof(pageSize));
        long? before = continuationToken is null ? null : PageTokens.ReadAction(continuationToken);
        var actions = await store.QueryAsync(new ReadActions(flowId, before, pageSize + 1), cancellationToken).ConfigureAwait(false);
        return new(
            [.. actions.Take(pageSize).Select(static a => new ActionEntry(a.Number, a.At, a.Name, a.Actor, a.Reason, a.Target, a.Result, a.FlowId))],
            actions.Count > pageSize ? PageTokens.OfAction(actions[pageSize - 1].Number) : null);
    }

    public async ValueTask<ChangePage> GetChangesAsync(string? after = null, CancellationToken cancellationToken = default)
    {
        var changes = await store.QueryAsync(new ReadChanges(after, MostChanges), cancellationToken).ConfigureAwait(false);
        return new(changes.Flows, changes.Position, changes.IsWhole);
    }

    public ValueTask<string?> ExportTestAsync(string flowId, string? registration = null, CancellationToken cancellationToken = default) => tests.WriteAsync(flowId, registration, cancellationToken);

    // To count looks at every flow: where they are many, a count holds for everybody who looks within two seconds.
    private async ValueTask<IReadOnlyList<StateCount>> CountStatesAsync(CancellationToken cancellationToken)
    {
        if (counted is { } known && time.GetElapsedTime(known.At) < CountHolds)
            return known.States;
        var at = time.GetTimestamp();
        var states = await store.QueryAsync(new CountStates(), cancellationToken).ConfigureAwait(false);
        counted = states.Sum(static s => s.Count) < ManyFlows ? null : new(at, states);
        return states;
    }

    private static void Check(int number, int most, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(number, most, name);
    }

    private sealed record CountedStates(long At, IReadOnlyList<StateCount> States);
}
