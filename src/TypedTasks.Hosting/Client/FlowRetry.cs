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
        foreach (var path in Looked(await store.ExecuteAsync(new ReadJoins(failed.Key), cancellationToken).ConfigureAwait(false)))
            flow = await plans.WithLevelsAsync(flow, path, cancellationToken).ConfigureAwait(false);

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

    /// <summary>The joins whose plans must be at hand: those that have failed, and those that have completed within a scope that failed by a time-out.</summary>
    private static IEnumerable<StepPath> Looked(IReadOnlyList<JoinSummary> joins)
    {
        var failed = joins.Where(static j => j.State == JoinState.Failed).ToArray();
        var scopes = failed.Where(static j => j.Count == 1).ToArray();

        // The list of a bounded Each lies beside plans, and is none.
        var completed = joins.Where(j => j.State == JoinState.Completed && !j.Path.EndsWith(StepPath.PlanLevel) && scopes.Any(s => StepPath.IsWithin(j.Path, s.Path)));
        return failed.Concat(completed).Select(static j => StepPath.Parse(j.Path));
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
                    .Where(m => !decided.Any(scope => StepPath.IsWithin(m.Step, scope)) || CameTooLate(flow, m, known, reopened))
                    .Select(m => CarriedMessage.Create(m, next.Key.Generation)),
            ])
        {
            Compensation = flow.Plan.IsCompensated ? Compensations.Message(next) : null,
        };
    }

    /// <summary>
    /// Whether a message has completed a join from which a member follows that had failed by then, by a time-out. That member is open again, and
    /// nobody else carries on to it: when the message comes again its outcome is found, and climbs.
    /// </summary>
    private static bool CameTooLate(Flow flow, TaskMessage message, Dictionary<string, JoinSummary> joins, HashSet<string> reopened)
    {
        try
        {
            for (var place = PlanSteps.At(flow, message.Step, joins); ;)
            {
                var above = Climb.From(place, succeeded: true);
                if (above.Kind != ClimbKind.Join || !joins.TryGetValue(above.Place.Path.Text, out var join))
                    return false;
                if (reopened.Contains(join.Path))
                    return join.Failed.Contains(above.Index);
                if (join.State != JoinState.Completed || join.DecidedBy != above.Index)
                    return false;
                place = above.Place;
            }
        }
        catch (FlowFormatException)
        {
            // It lies in a plan that was not looked at, so no such join encloses it.
            return false;
        }
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
