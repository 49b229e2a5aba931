using TypedTasks.Engine;
using TypedTasks.Hosting.Shared;
using TypedTasks.Paths;
using TypedTasks.Plans;
using TypedTasks.Storage;
using TypedTasks.Transport;
using TypedTasks.Wire;

namespace TypedTasks.Hosting.Client;

/// <summary>
/// Runs a failed flow on. Every message of the failed generation that was not handed off is either parked, and sent again
/// here, or comes later and is carried over then: together they are all that the flow still has to do.
/// </summary>
internal sealed class FlowRetry(FlowStore store, PlanCache plans)
{
    public async ValueTask<(FlowRecord Flow, IReadOnlyList<TaskMessage> Messages)> RetryAsync(
        string flowId, TimeSpan lifetime, CancellationToken cancellationToken)
    {
        var failed = await store.ExecuteAsync(new GetFlow(new(flowId, 0)), cancellationToken).ConfigureAwait(false);
        if (failed.State != FlowState.Failed)
            return (failed, []);
        var json = await store.ExecuteAsync(new GetPlan(failed.PlanHash), cancellationToken).ConfigureAwait(false)
            ?? throw new StoreException($"The store has no plan {failed.PlanHash} of flow {flowId}.");
        var flow = new Flow(failed.Key, true, PlanReference.Read(json, inline: false), null);
        foreach (var join in await store.ExecuteAsync(new ReadJoins(failed.Key), cancellationToken).ConfigureAwait(false))
        {
            // Only what has failed is looked at; the list of a bounded Each lies beside plans, and is none.
            if (join.State == JoinState.Failed)
                flow = await plans.WithLevelsAsync(flow, StepPath.Parse(join.Path), cancellationToken).ConfigureAwait(false);
        }

        IReadOnlyList<TaskMessage> messages = [];
        var record = await store.ExecuteAsync(
            new RetryFlow(failed.Key, lifetime, (joins, parked) =>
            {
                var decision = Decide(flow, joins, parked);
                messages = decision.Messages;
                return decision;
            }),
            cancellationToken).ConfigureAwait(false);
        return (record, messages);
    }

    private static RetryDecision Decide(Flow flow, IReadOnlyList<JoinSummary> joins, IReadOnlyList<TaskMessage> parked)
    {
        var known = joins.Where(static j => !StepPath.Parse(j.Path).IsAside).ToDictionary(static j => j.Path, StringComparer.Ordinal);
        var reopened = known.Values
            .Where(j => j.State == JoinState.Failed && FailsTheFlow(flow, j, known))
            .Select(static j => j.Path)
            .ToHashSet(StringComparer.Ordinal);

        // What lies in a join that stays decided can add nothing to it. The one member of a scope is its body; its handler is not in it.
        var decided = known.Values
            .Where(j => j.State != JoinState.Open && !reopened.Contains(j.Path))
            .Select(static j => j.Count == 1 ? StepPath.Parse(j.Path).Child(0).Text : j.Path)
            .ToArray();
        var next = flow with { Key = flow.Key with { Generation = flow.Key.Generation + 1 } };
        return new(
            [.. reopened],
            [
                .. parked
                    .Where(m => !decided.Any(scope => StepPath.IsWithin(m.Step, scope)))
                    .Select(m => CarriedMessage.Create(m, next.Key.Generation)),
            ])
        {
            Compensation = flow.Plan.IsCompensated ? Compensations.Message(next) : null,
        };
    }

    /// <summary>Whether the failure of a join climbs to the root, every join on the way failing with it and none absorbing it.</summary>
    private static bool FailsTheFlow(Flow flow, JoinSummary join, Dictionary<string, JoinSummary> joins)
    {
        var place = PlanSteps.At(flow, join.Path, joins);
        if (place.Node.Join is { Handler: not null })
            return false;
        while (true)
        {
            var above = Climb.From(place, succeeded: false);
            if (above.Kind != ClimbKind.Join)
                return above.Kind == ClimbKind.Root;
            var known = joins.GetValueOrDefault(above.Place.Path.Text);

            // Not there yet: whoever carries it belongs to the generation that failed, and counts no more.
            if (known is null || (known.State == JoinState.Open && !known.Failed.Contains(above.Index)))
                return true;
            if (above.Node.Join is { Handler: not null } || known.State != JoinState.Failed)
                return false;
            place = above.Place;
        }
    }
}
