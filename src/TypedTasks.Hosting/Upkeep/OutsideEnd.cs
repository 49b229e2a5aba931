using Microsoft.Extensions.Options;
using TypedTasks.Engine;
using TypedTasks.Hosting.Dispatch;
using TypedTasks.Hosting.Shared;
using TypedTasks.Plans;
using TypedTasks.Security;
using TypedTasks.Serialization;
using TypedTasks.Storage;
using TypedTasks.Wire;

namespace TypedTasks.Hosting.Upkeep;

/// <summary>Fails flows for a reason that lies outside of their plans.</summary>
internal sealed class OutsideEnd(FlowStore store, HandOff handOff, TimeProvider time, IOptions<TypedTasksOptions> options)
{
    // What the whole flow asked for on errors is recorded together with the end, because nobody looks at the flow again once it has ended.
    public async ValueTask FailAsync(FlowKey key, string type, string text, CancellationToken cancellationToken)
    {
        var failure = FailureJson.Write(new(type, text, null, "", "", 0, []));
        var record = await store.ExecuteAsync(new GetFlow(key), cancellationToken).ConfigureAwait(false);
        var json = await store.ExecuteAsync(new GetPlan(record.PlanHash), cancellationToken).ConfigureAwait(false);

        // What cannot be read here asks for nothing, but the flow ends all the same.
        var plan = json is null || ProtectedForm.IsProtected(json)
            ? new PlanReference(PlanNode.Pass, default, inline: false)
            : PlanReference.Read(json, json.Length <= PlanReference.MaxInline);
        var flow = new Flow(key with { Seal = record.Seal }, true, plan, null) { Store = store.Identity, IsKept = options.Value.RecordHandOffs };
        var outgoing = await handOff
            .RecordAsync(new(FlowEngine.Expire(flow, failure, time.GetUtcNow())) { Kept = flow.IsKept ? flow.Key : null }, null, cancellationToken).ConfigureAwait(false);
        await handOff.SendAsync(outgoing, cancellationToken).ConfigureAwait(false);
    }
}
