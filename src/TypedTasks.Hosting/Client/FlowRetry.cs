using Microsoft.Extensions.Options;
using TypedTasks.Engine;
using TypedTasks.Hosting.Shared;
using TypedTasks.Paths;
using TypedTasks.Plans;
using TypedTasks.Serialization;
using TypedTasks.Storage;
using TypedTasks.Storage.Decisions;
using TypedTasks.Transport;
using TypedTasks.Wire;

namespace TypedTasks.Hosting.Client;

/// <summary>
/// Runs a failed flow on. Every message of the failed generation that was not handed off is either parked, and sent again
/// here, or comes later and is carried over then: together they are all that the flow still has to do.
/// </summary>
internal sealed class FlowRetry(FlowStore store, PlanCache plans, BrokerIncarnation broker, IOptions<TypedTasksOptions> options)
{
    private const int MostTries = 10;

    public async ValueTask<(RetriedFlow Retried, IReadOnlyList<TaskMessage> Messages)> RetryAsync(
        string flowId, TimeSpan lifetime, CancellationToken cancellationToken)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await TryAsync(flowId, lifetime, cancellationToken).ConfigureAwait(false);
            }
            catch (FlowFormatException) when (tries < MostTries)
            {
                // Race: since the joins were read, a late step has failed one in a plan that was not looked at. Nothing is recorded.
            }
        }
    }

    private async ValueTask<(RetriedFlow Retried, IReadOnlyList<TaskMessage> Messages)> TryAsync(
        string flowId, TimeSpan lifetime, CancellationToken cancellationToken)
    {
        var failed = await store.ExecuteAsync(new GetFlow(new(flowId, 0)), cancellationToken).ConfigureAwait(false);
        if (Retrying.Refusal(failed.State) is { } refusal)
            return (new(failed, refusal), []);
        if (failed.Outcome.Failure is { } failure && FailureJson.Read(failure).Type == BrokerIncarnation.LostType)
            return (new(failed, FlowRefusal.MessagesLost), []);
        var json = await store.ExecuteAsync(new GetPlan(failed.PlanHash), cancellationToken).ConfigureAwait(false)
            ?? throw new StoreException($"The store has no plan {failed.PlanHash} of flow {flowId}.");
        var flow = new Flow(failed.Key with { Seal = failed.Seal }, true, PlanReference.Read(json, inline: false), null) { Store = store.Identity, IsKept = options.Value.RecordHandOffs };
        foreach (var path in Decided(await store.ExecuteAsync(new ReadJoins(failed.Key), cancellationToken).ConfigureAwait(false)))
            flow = await plans.WithLevelsAsync(flow, path, cancellationToken).ConfigureAwait(false);

        IReadOnlyList<TaskMessage> messages = [];
        var retried = await store.ExecuteAsync(
            new RetryFlow(failed.Key, lifetime, (joins, parked) =>
            {
                var decision = Decide(flow, joins, parked);
                messages = decision.Messages;
                return decision;
            })
            {
                Broker = broker.Id,
            },
            cancellationToken).ConfigureAwait(false);
        return (retried, retried.Refusal is null ? messages : []);
    }

    // What is open has decided nothing; the list of a bounded Each lies beside plans, and is none.
    private static IEnumerable<StepPath> Decided(IReadOnlyList<JoinSummary> joins) => joins
        .Where(static j => j.State != JoinState.Open && !j.Path.EndsWith(StepPath.PlanLevel))
        .Select(static j => StepPath.Parse(j.Path));

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
                    .Where(m => !decided.Any(scope => StepPath.IsWithin(m.Step, scope)) || HasMoreToTell(flow, m, known, reopened))
                    .Where(m => !IsPassed(flow, m, parked, known))
                    .Where(m => m.Subject != Messages.LimitSubject || StandsDecided(m, known, reopened))
                    .Select(m => CarriedMessage.Create(m, next.Key.Generation)),
            ])
        {
            Compensation = flow.Plan.IsCompensated ? Compensations.Message(next) : null,
        };
    }

    /// <summary>
    /// Whether a message has decided a join, and what follows from that was not recorded before the flow failed, or came after the time-out of the
    /// scope around it. Nobody else carries on from there: when the message comes again its outcome is found, and climbs.
    /// </summary>
    private static bool HasMoreToTell(Flow flow, TaskMessage message, Dictionary<string, JoinSummary> joins, HashSet<string> reopened)
    {
        var place = PlanSteps.At(flow, Known(flow, message.Step), joins);

        // A time-out speaks for a body that has failed by it.
        var succeeded = message.Subject != Messages.LimitSubject;
        while (true)
        {
            var above = Climb.From(place, succeeded);

            // A step that follows was owed together with the decision.
            if (above.Kind != ClimbKind.Join)
                return above.Kind == ClimbKind.Root;
            if (!joins.TryGetValue(above.Place.Path.Text, out var join) || join.State == JoinState.Open || reopened.Contains(join.Path))
                return true;
            if (join.DecidedBy != above.Index)
                return false;
            succeeded = join.State == JoinState.Completed;
            place = above.Place;
        }
    }

    // A time-out is told again where what it has decided stays; a scope that is open again has all its time.
    private static bool StandsDecided(TaskMessage limit, Dictionary<string, JoinSummary> joins, HashSet<string> reopened) =>
        StepPath.Parse(limit.Step).Parent.Text is var scope && joins.TryGetValue(scope, out var join) && join.State == JoinState.Failed && !reopened.Contains(scope);

    /// <summary>
    /// Whether a step that comes after a message's is parked as well: whoever sent that had done with the message. Race: another delivery of it, whose lock was lost,
    /// came later, found the flow over, and parked it.
    /// </summary>
    private static bool IsPassed(Flow flow, TaskMessage message, IReadOnlyList<TaskMessage> parked, Dictionary<string, JoinSummary> joins)
    {
        var above = Climb.From(PlanSteps.At(flow, Known(flow, message.Step), joins), succeeded: true);
        for (; above.Kind == ClimbKind.Next; above = Climb.From(above.Place, succeeded: true))
        {
            if (parked.Any(p => StepPath.IsWithin(p.Step, above.Place.Path.Text)))
                return true;
        }

        return false;
    }

    // A plan without any join that is decided was not looked at: then the step that returned it speaks for all of its steps.
    private static string Known(Flow flow, string path)
    {
        for (var i = 0; i < path.Length; i++)
        {
            if (path[i] == StepPath.PlanLevel && !flow.Levels.ContainsKey(path[..(i + 1)]))
                return path[..i];
        }

        return path;
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
