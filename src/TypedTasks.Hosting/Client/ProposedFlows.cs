using TypedTasks.Engine;
using TypedTasks.Hosting.Observability;
using TypedTasks.Hosting.Sending;
using TypedTasks.Hosting.Shared;
using TypedTasks.Plans;
using TypedTasks.Storage;
using TypedTasks.Wire;

namespace TypedTasks.Hosting.Client;

/// <summary>Proposes the flows of occurrences to the store.</summary>
internal sealed class ProposedFlows(
    TaskClient client,
    NewFlows flows,
    FlowStore store,
    Outbox outbox,
    FlowTracing tracing,
    EnqueueMiddlewares middleware,
    TimeProvider time,
    IFlowObserver? observer = null)
{
    private static readonly TimeSpan ClockMargin = TimeSpan.FromMinutes(2);

    /// <summary>Proposes an occurrence of a schedule with its flow, whose first message the broker holds back until it is due.</summary>
    /// <param name="signature">What the occurrence runs.</param>
    /// <param name="flowId">The id of the flow.</param>
    /// <param name="name">The schedule, which the flow is called where it has no name of its own.</param>
    /// <param name="due">When it starts.</param>
    /// <param name="propose">Makes the proposal.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public ValueTask<ProposedOccurrence> ProposeAsync<TOut>(
        ISignature<TOut> signature, string flowId, string name, DateTimeOffset due, Func<AcceptFlow, ProposeOccurrence> propose, CancellationToken cancellationToken) =>
        middleware.IsEmpty
            ? ProposeLastAsync(signature, flowId, name, due, propose, cancellationToken)
            : middleware.ProposeAsync(
                signature,
                async s =>
                {
                    var result = await ProposeLastAsync(s, flowId, name, due, propose, cancellationToken).ConfigureAwait(false);
                    return (result, new TaskHandle<TOut>(flowId, client, flows.ResultInfo(s), existed: result.Verdict != OccurrenceVerdict.Started));
                });

    private async ValueTask<ProposedOccurrence> ProposeLastAsync<TOut>(
        ISignature<TOut> signature, string flowId, string name, DateTimeOffset due, Func<AcceptFlow, ProposeOccurrence> propose, CancellationToken cancellationToken)
    {
        using var span = FlowTracing.StartSend();
        var own = signature.Node.Options ?? StepOptions.None;
        if (own.FlowId is not null || own.UniqueKey is not null || own.TurnKey is not null)
        {
            var has = (own.FlowId, own.UniqueKey) switch
            {
                ({ } id, _) => $"WithId(\"{id}\")",
                (_, { } unique) => $"Unique(\"{unique}\")",
                _ => $"InTurn(\"{own.TurnKey}\")",
            };
            throw new InvalidOperationException(
                $"What schedule '{name}' composes has {has}, but an occurrence names its flow, and Overlap says which of them run beside each other: leave it out.");
        }

        var now = time.GetUtcNow();
        var flow = await flows.SealAsync(flows.Compile(signature, new(flowId, 0), stored: true), cancellationToken).ConfigureAwait(false);
        var first = Messages.Start(Place.Root(flow), FlowValue.None, due > now ? due : now);

        // The clock here may be ahead of the broker's, which is to hold it back all the same.
        if (due > now - ClockMargin && !(first.NotBefore > due))
            first = first with { NotBefore = due };
        tracing.Sending(span, first);
        var result = await store.ExecuteAsync(propose(flows.Accept(flow, own.Name ?? name, first) with { Expected = own.Expected }), cancellationToken).ConfigureAwait(false);
        if (result.Verdict == OccurrenceVerdict.Started)
        {
            observer?.Started(flowId, signature);
            await outbox.SendFirstAsync(flow.Key, first, cancellationToken).ConfigureAwait(false);
        }

        return result;
    }
}
