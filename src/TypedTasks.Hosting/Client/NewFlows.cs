using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Options;
using TypedTasks.Engine;
using TypedTasks.Hosting.Observability;
using TypedTasks.Hosting.Shared;
using TypedTasks.Paths;
using TypedTasks.Plans;
using TypedTasks.Security;
using TypedTasks.Storage;
using TypedTasks.Transport;
using TypedTasks.Wire;

namespace TypedTasks.Hosting.Client;

/// <summary>Makes flows of signatures: refuses what cannot run, and says what the store is asked to accept.</summary>
internal sealed class NewFlows(TaskCatalog catalog, FlowStore store, Nonces nonces, BrokerIncarnation broker, TimeProvider time, IOptions<TypedTasksOptions> options, IValueProtector? protector = null)
{
    public Flow Compile(ISignature signature, FlowKey key, bool stored)
    {
        if (!options.Value.Priorities && PlanWalk.HasPriorities(signature.Node))
        {
            throw new InvalidOperationException(
                "The signature has a priority, but priorities are off, and no worker would take its steps: set "
                + "TypedTasksOptions.Priorities here and in every worker, AddTypedTasks(o => o.Priorities = true).");
        }

        if (!options.Value.OrderingKeys && PlanWalk.HasOrderingKeys(signature.Node))
        {
            throw new InvalidOperationException(
                "The signature has an ordering key, but ordering keys are off, and no worker would take its steps: set "
                + "TypedTasksOptions.OrderingKeys here and in every worker, AddTypedTasks(o => o.OrderingKeys = true).");
        }

        RootOptions.Check(signature.Node, isReturned: false);
        var root = PlanCompiler.Compile(signature.Node, catalog.Route);
        if (stored && Lifetime.Refusal(root, options.Value.FlowLifetime, time.GetUtcNow()) is { } tooLate)
            throw new InvalidOperationException(tooLate);
        if (WaitRules.Refusal(root, options.Value.FlowLifetime) is { } unkept)
            throw new InvalidOperationException(unkept);
        if (catalog.OrderingConflict(root) is { } conflict)
            throw new InvalidOperationException(conflict);
        if (PlanWalk.Depth(root) is var depth and > StepPath.MaxDepth)
        {
            throw new InvalidOperationException(
                $"The signature is nested {depth} levels deep; at most {StepPath.MaxDepth} are possible. Compose it flatter, or let a step "
                + "start a flow of its own with TaskContext.EnqueueAsync.");
        }

        var json = PlanWriter.Write(root, catalog.Json);
        var plan = new PlanReference(root, json, !stored || json.Length <= PlanReference.MaxInline);
        return new Flow(key, stored, plan, FlowTracing.Caller());
    }

    // What its messages carry has to be known before the first of them is made.
    public async ValueTask<Flow> SealAsync(Flow flow, CancellationToken cancellationToken)
    {
        await store.OpenAsync(cancellationToken).ConfigureAwait(false);
        return flow with { Key = flow.Key with { Seal = new(nonces.Next(), flow.Plan.Hash) }, Store = store.Identity, IsKept = options.Value.RecordHandOffs };
    }

    public AcceptFlow Accept(Flow flow, string? name, TaskMessage first) => new(
        flow.Key, flow.Key.Seal!.Value.Nonce, name, flow.Plan.Hash, flow.Plan.Json, options.Value.FlowLifetime, first)
    {
        IsSealed = true,
        Broker = broker.Id,
        Compensation = flow.Plan.IsCompensated ? Compensations.Message(flow) : null,
        Tasks = PlanSteps.Tasks(flow.Plan.Root),

        // Hidden headers are not found: a label would say what they are to whoever can guess it.
        Labels = protector is null ? PlanSteps.Labels(flow.Plan.Root) : [],
        Waits = WaitRules.Keys(flow.Plan.Root),
        FreesResults = !PlanWalk.Any(flow.Plan.Root, static n => n.Side is not null || n.Call is { IsReplaced: true }),
    };

    public JsonTypeInfo<TOut> ResultInfo<TOut>(ISignature<TOut> signature) =>
        ((Signature)(ISignature)signature).ResultInfo(catalog.Json) as JsonTypeInfo<TOut>
        ?? (JsonTypeInfo<TOut>)catalog.Json.GetTypeInfo(typeof(TOut));
}
