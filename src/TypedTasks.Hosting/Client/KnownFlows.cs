using Microsoft.Extensions.Options;
using TypedTasks.Hosting.Observability;
using TypedTasks.Hosting.Shared;
using TypedTasks.Plans;
using TypedTasks.Storage;
using TypedTasks.Storage.Decisions;
using TypedTasks.Wire;

namespace TypedTasks.Hosting.Client;

/// <summary>What the store knows of flows that are there already: their plans, to start them again, and what an id stands for.</summary>
internal sealed class KnownFlows(FlowStore store, TimeProvider time, IOptions<TypedTasksOptions> options)
{
    /// <summary>A flow that has ended, and a new one with its plan; or why there is none.</summary>
    /// <exception cref="InvalidOperationException">A time in the plan lies beyond the lifetime of flows.</exception>
    public async ValueTask<(FlowRecord Ended, Flow? Next, FlowRefusal? Refusal)> AgainAsync(string flowId, CancellationToken cancellationToken)
    {
        var ended = await store.ExecuteAsync(new GetFlow(new(flowId, 0)), cancellationToken).ConfigureAwait(false);
        if (!ended.IsTerminal)
            return (ended, null, Retrying.Refusal(ended.State));
        var plan = await PlanAsync(ended, cancellationToken).ConfigureAwait(false)
            ?? throw new StoreException($"The store has no plan {ended.PlanHash} of flow {flowId}.");
        var now = time.GetUtcNow();
        if (Lifetime.Refusal(plan.Root, options.Value.FlowLifetime, now) is { } tooLate)
            throw new InvalidOperationException(tooLate);
        return (ended, new Flow(new(FlowIds.Create(now), 0), true, plan, FlowTracing.Caller()), null);
    }

    /// <summary>Says what an id stands for, and that something else was to be enqueued under it.</summary>
    public async ValueTask<FlowConflictException> ConflictAsync(FlowRecord known, ISignature asked, CancellationToken cancellationToken)
    {
        var id = known.Key.FlowId;
        var there = await PlanAsync(known, cancellationToken).ConfigureAwait(false) is { } plan
            ? PlanPrinter.Print(plan.Root)
            : string.Join(", ", known.Tasks);
        var here = PlanPrinter.Print(PlanCompiler.Compile(asked.Node));
        var difference = there == here
            ? $"both are {there}, but with other arguments, or other options of steps"
            : $"that one is {there}, and this one is {here}";
        return new(
            id,
            $"Flow {id} exists already with another plan: {difference}. It was accepted at {known.AcceptedAt:u} and is {known.State}. Nothing was enqueued. An id (WithId) "
            + $"names one flow: give this one another id, enqueue the same again, or ask for the one that exists with GetHandle<T>(\"{id}\").");
    }

    private async ValueTask<PlanReference?> PlanAsync(FlowRecord flow, CancellationToken cancellationToken) =>
        await store.ExecuteAsync(new GetPlan(flow.PlanHash), cancellationToken).ConfigureAwait(false) is { } json
            ? PlanReference.Read(json, json.Length <= PlanReference.MaxInline)
            : null;
}
