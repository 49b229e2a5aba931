using TypedTasks.Engine;
using TypedTasks.Hosting.Shared;
using TypedTasks.Paths;
using TypedTasks.Plans;
using TypedTasks.Serialization;
using TypedTasks.Storage;
using TypedTasks.Wire;

namespace TypedTasks.Hosting.Dispatch;

/// <summary>Plans the compensations of a flow once, and ends the flow with what became of them.</summary>
internal sealed class CompensationPlanner(FlowStore store, PlanCache plans, TaskCatalog catalog, TimeProvider time)
{
    /// <summary>Starts the compensations of a flow, or ends them where nothing has to be undone.</summary>
    public async ValueTask<Conclusion?> StartAsync(Arrival arrival, CancellationToken stopping)
    {
        var planned = await PlanAsync(arrival.Flow, stopping).ConfigureAwait(false);
        return new Conclusion.HandOver(planned is null
            ? Effects.Compensated(Compensations.Nothing(arrival.Flow))
            : FlowEngine.Start(
                arrival.Place with { Flow = planned }, planned.Level(Compensations.PlanPath).Root, FlowValue.None, time.GetUtcNow()));
    }

    /// <summary>The flow with the plan of its compensations, made now if it was not before; null where nothing has to be undone.</summary>
    private async ValueTask<Flow?> PlanAsync(Flow flow, CancellationToken cancellationToken)
    {
        var recorded = new GetValue(flow.Key, Flow.LevelKey(Compensations.PlanPath));
        var closed = new CloseCompensations(flow.Key);
        await store.ExecuteAsync([recorded, closed], cancellationToken).ConfigureAwait(false);
        if (recorded.Result is null)
        {
            var whole = flow;
            foreach (var path in closed.Result)
                whole = await plans.WithLevelsAsync(whole, StepPath.Parse(path), cancellationToken).ConfigureAwait(false);
            if (Compensations.Plan(whole, closed.Result) is not { } plan)
                return null;

            // First-wins, though every planner makes the same of what is closed.
            var json = PlanWriter.Write(plan, catalog.Json);
            await store.ExecuteAsync(
                [new PutValue(flow.Key, Flow.LevelKey(Compensations.PlanPath), json)], cancellationToken).ConfigureAwait(false);
        }

        return await plans.WithLevelsAsync(flow, StepPath.Parse(Compensations.PlanPath), cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<FlowRecord> EndAsync(Flow flow, CancellationToken cancellationToken)
    {
        var record = await store.ExecuteAsync(new GetFlow(flow.Key), cancellationToken).ConfigureAwait(false);
        var failures = await FailuresAsync(flow, cancellationToken).ConfigureAwait(false);
        var outcome = Compensations.Outcome(record.Outcome, failures);
        var state = outcome.Failure is null ? FlowState.Cancelled : FlowState.Failed;
        return await store.ExecuteAsync(
            new EndCompensations(flow.Key, state, outcome), cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<List<TaskFailure>> FailuresAsync(Flow flow, CancellationToken cancellationToken)
    {
        List<TaskFailure> failures = [];
        if (!flow.Levels.TryGetValue(Compensations.PlanPath, out var plan))
        {
            // It could not be planned at all: whoever reads the failure must know that nothing was undone.
            return [new("TypedTasks.NotCompensated", "The compensations could not be started; see the dead-letter queue.", null, "", "", 0, [])];
        }

        var stages = plan.Root.Children;
        for (var i = 0; i < stages.Length; i++)
        {
            var join = StepPath.Parse(Compensations.PlanPath).Child(i).Text;
            var members = await store.ExecuteAsync(
                new ReadMembers(flow.Key, join, 0, stages[i].Children.Length), cancellationToken).ConfigureAwait(false);
            failures.AddRange(members.Where(static m => !m.Succeeded).Select(static m => FailureJson.Read(m.Failure!.Value)));
        }

        return failures;
    }
}
