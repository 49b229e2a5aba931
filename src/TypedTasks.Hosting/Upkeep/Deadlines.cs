using Microsoft.Extensions.Options;
using TypedTasks.Engine;
using TypedTasks.Hosting.Dispatch;
using TypedTasks.Hosting.Shared;
using TypedTasks.Plans;
using TypedTasks.Serialization;
using TypedTasks.Storage;
using TypedTasks.Wire;

namespace TypedTasks.Hosting.Upkeep;

/// <summary>Ends flows that are past their deadline.</summary>
internal sealed class Deadlines(FlowStore store, HandOff handOff, TimeProvider time, IOptions<WorkerOptions> options) : IUpkeepJob
{
    private const int Page = 100;

    public string Name => "deadlines";

    public TimeSpan Interval => options.Value.ReconcileInterval;

    public async ValueTask RunAsync(IReadOnlyList<string> queues, CancellationToken cancellationToken)
    {
        foreach (var key in await store.QueryAsync(new FindOverdue(Page), cancellationToken).ConfigureAwait(false))
            await ExpireAsync(key, cancellationToken).ConfigureAwait(false);
    }

    // The deadline ends the flow from outside of its plan: what the whole flow asked for on errors is recorded together with
    // the end, because nobody looks at the flow again once it has ended.
    private async ValueTask ExpireAsync(FlowKey key, CancellationToken cancellationToken)
    {
        var failure = FailureJson.Write(new(
            "TypedTasks.DeadlineExceeded", "The flow did not end before its deadline.", null, "", "", 0, []));
        var record = await store.ExecuteAsync(new GetFlow(key), cancellationToken).ConfigureAwait(false);
        var json = await store.ExecuteAsync(new GetPlan(record.PlanHash), cancellationToken).ConfigureAwait(false);
        var plan = json is null
            ? new PlanReference(PlanNode.Pass, default, inline: false)
            : PlanReference.Read(json, json.Length <= PlanReference.MaxInline);
        var effects = FlowEngine.Expire(
            new Flow(key with { Seal = record.Seal }, true, plan, null) { Store = store.Identity }, failure, time.GetUtcNow());
        var outgoing = await handOff.RecordAsync(new(effects), null, cancellationToken).ConfigureAwait(false);
        await handOff.SendAsync(outgoing, cancellationToken).ConfigureAwait(false);
    }
}
