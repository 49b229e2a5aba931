using System.Runtime.CompilerServices;
using TypedTasks.Engine;
using TypedTasks.Hosting.Shared;
using TypedTasks.Paths;
using TypedTasks.Plans;
using TypedTasks.Security;
using TypedTasks.Serialization;
using TypedTasks.Storage;

namespace TypedTasks.Hosting.Client;

/// <summary>Answers what people ask about flows, and deletes those they no longer want.</summary>
internal sealed class FlowBrowser(FlowStore store, FlowPurge purge, TimeProvider time)
{
    private const int PageSize = 100;
    private const int MaxPageSize = 1000;

    public async ValueTask<FlowDetails> GetAsync(string flowId, CancellationToken cancellationToken)
    {
        var key = new FlowKey(flowId, 0);
        var flow = new GetFlow(key);
        var steps = new ReadSteps(key);
        var joins = new ReadJoins(key);
        var waits = new ReadWaits(key, int.MaxValue);
        await store.ExecuteAsync([flow, steps, joins, waits], cancellationToken).ConfigureAwait(false);
        var plan = await store.ExecuteAsync(new GetPlan(flow.Result.PlanHash), cancellationToken).ConfigureAwait(false);
        var turn = await TurnOfAsync(flow.Result, cancellationToken).ConfigureAwait(false);
        var now = time.GetUtcNow();
        var recorded = RecordedWaits.AsOf(waits.Result, now);
        var holds = new StepHolds(flow.Result, turn, recorded, now);
        List<StepStatus> known = [.. steps.Result.Select(s => Describe(s, holds))];
        if (plan is not null && !ProtectedForm.IsProtected(plan))
        {
            // A step that the plan names and history does not: it has not started, or its history was lost.
            var progress = new PlanProgress(
                steps.Result.ToDictionary(static s => s.Path, StringComparer.Ordinal), joins.Result.ToDictionary(static j => j.Path, StringComparer.Ordinal));
            known.AddRange(progress.Unstarted(PlanReader.Read(plan))
                .Select(s => new StepStatus(s.Path, s.Call.Name, StepState.Unknown, 0, null, null, null, null, null, null) { Wait = holds.Of(s) }));
        }

        return new(Summarize(flow.Result), [.. known.OrderBy(static s => s.Path, PathOrder.Instance)])
        {
            Turn = turn,
            Events = [.. recorded.Where(static w => w.Reason == WaitReason.Event)],
        };
    }

    /// <summary>The line of a flow, and its place there; null where it runs in none.</summary>
    public async ValueTask<FlowTurn?> TurnOfAsync(FlowRecord flow, CancellationToken cancellationToken)
    {
        if (flow.TurnKey is not { } key)
            return null;
        var place = flow.AwaitsTurn ? await store.QueryAsync(new ReadPlace(flow.Key), cancellationToken).ConfigureAwait(false) : 0;
        return new(key, flow.TurnLimit, place > 0 ? place : null);
    }

    public async IAsyncEnumerable<FlowSummary> ListAsync(
        FlowFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? token = null;
        do
        {
            var page = await ListPageAsync(filter, PageSize, token, cancellationToken).ConfigureAwait(false);
            foreach (var flow in page.Flows)
                yield return flow;
            token = page.ContinuationToken;
        }
        while (token is not null);
    }

    public async ValueTask<FlowPage> ListPageAsync(
        FlowFilter filter, int pageSize, string? continuationToken, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(pageSize, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(pageSize, MaxPageSize);
        var after = continuationToken is null ? (FlowPosition?)null : ContinuationTokens.Read(continuationToken);

        // One more than asked for tells whether another page follows.
        var flows = await store.QueryAsync(new ListFlows(filter, after, pageSize + 1), cancellationToken).ConfigureAwait(false);
        var shown = flows.Take(pageSize).ToArray();
        return new(
            [.. shown.Select(Summarize)],
            flows.Count > pageSize ? ContinuationTokens.Write(new(shown[^1].AcceptedAt, shown[^1].Key.FlowId)) : null);
    }

    public ValueTask<int> PurgeAsync(FlowFilter filter, CancellationToken cancellationToken) =>
        purge.RunAsync(filter, CancellationMemory.Length, int.MaxValue, cancellationToken);

    public FlowSummary Summarize(FlowRecord flow) => new(
        flow.Key.FlowId,
        flow.Name,
        flow.State,
        flow.Tasks,
        flow.Key.Generation,
        flow.AcceptedAt,
        flow.Deadline,
        flow.EndedAt,
        flow.Outcome.Failure is { } failure ? FailureJson.Read(failure) : null)
    {
        QuietSince = flow.QuietSince,
        ExpectedAt = flow.ExpectedAt,
        IsLate = !flow.IsTerminal && flow.ExpectedAt < time.GetUtcNow(),
    };

    public static StepStatus Describe(StepRecord step, StepHolds? holds = null) => new(
        step.Path,
        step.Task,
        step.State,
        step.State == StepState.Waiting ? step.Attempt : step.Attempt + 1,
        step.Worker,
        step.State == StepState.Waiting ? null : step.StartedAt,
        step.EndedAt,
        step.Progress,
        step.ProgressText,
        step.Failure is { } failure ? FailureJson.Read(failure) : null)
    {
        Wait = holds?.Of(step),
    };
}
