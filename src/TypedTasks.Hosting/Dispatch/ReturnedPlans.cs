using Microsoft.Extensions.Options;
using TypedTasks.Engine;
using TypedTasks.Hosting.Shared;
using TypedTasks.Paths;
using TypedTasks.Plans;
using TypedTasks.Storage;
using TypedTasks.Wire;

namespace TypedTasks.Hosting.Dispatch;

/// <summary>Starts the plans that tasks return. First-wins: a redelivered step may return another plan, and goes on with the one whose steps may have been sent.</summary>
internal sealed class ReturnedPlans(FlowStore store, TaskCatalog catalog, TimeProvider time, IOptions<TypedTasksOptions> options)
{
    /// <exception cref="TaskResultException">The plan cannot be run.</exception>
    public async ValueTask<Effects> StartAsync(Arrival arrival, ReadOnlyMemory<byte> plan, CancellationToken stopping)
    {
        var (flow, below) = (arrival.Flow, arrival.Place.Enter(StepPath.PlanLevel));
        if (!flow.Stored)
            throw new TaskResultException("A task that returns a signature needs a flow that is stored: use EnqueueAsync.");
        var name = Flow.LevelKey(below.Path.Text);
        var recorded = new GetValue(flow.Key, name);
        var kept = new PutValue(flow.Key, name, plan);
        await store.ExecuteAsync([kept, recorded], stopping).ConfigureAwait(false);
        if (kept.IsRefused)
            return Effects.None;

        var level = PlanReference.Read(recorded.Result, inline: false);
        if (below.Path.Depth + PlanWalk.Depth(level.Root) is var depth and > StepPath.MaxDepth)
        {
            throw new TaskResultException(
                $"The returned signature lies {depth} levels deep in the plans that tasks of this flow have returned; at most "
                + $"{StepPath.MaxDepth} are possible. Start a flow of its own with TaskContext.EnqueueAsync instead.");
        }

        if (catalog.OrderingConflict(level.Root) is { } conflict)
            throw new TaskResultException($"The signature that task '{arrival.Place.Path.Text}' returned cannot be run: {conflict}");
        if (Lifetime.Refusal(level.Root, options.Value.FlowLifetime, time.GetUtcNow()) is { } tooLate)
            throw new TaskResultException($"The signature that task '{arrival.Call!.Name}' returned cannot be run: {tooLate}");
        if (WaitRules.Refusal(level.Root, options.Value.FlowLifetime) is { } unkept)
            throw new TaskResultException($"The signature that task '{arrival.Call!.Name}' returned cannot be run: {unkept}");
        flow = flow with { Levels = flow.Levels.SetItem(below.Path.Text, level) };
        return FlowEngine.Start(below with { Flow = flow }, level.Root, FlowValue.None, time.GetUtcNow());
    }
}
