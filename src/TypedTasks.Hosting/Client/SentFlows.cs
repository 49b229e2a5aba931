using TypedTasks.Engine;
using TypedTasks.Hosting.Observability;
using TypedTasks.Hosting.Protection;
using TypedTasks.Plans;
using TypedTasks.Storage;
using TypedTasks.Transport;
using TypedTasks.Wire;

namespace TypedTasks.Hosting.Client;

/// <summary>Sends flows that nothing keeps.</summary>
internal sealed class SentFlows(NewFlows flows, FlowTracing tracing, Courier courier, TimeProvider time, IFlowObserver? observer = null)
{
    private const int MaxSentPlan = 48 * 1024;

    public ValueTask SendAsync<TOut>(ISignature<TOut> signature, CancellationToken cancellationToken) =>
        FlowTracing.IsListenedTo ? SendTracedAsync(signature, cancellationToken) : SendOneAsync(First(signature), cancellationToken);

    private async ValueTask SendTracedAsync<TOut>(ISignature<TOut> signature, CancellationToken cancellationToken)
    {
        using var span = FlowTracing.StartSend();
        try
        {
            var first = First(signature);
            tracing.Sending(span, first);
            await SendOneAsync(first, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (FlowTracing.Fail(span, e))
        {
            // Never entered: it only marks the span.
        }
    }

    private ValueTask SendOneAsync(TaskMessage message, CancellationToken cancellationToken) => courier.Required.SendAsync([message], cancellationToken);

    private TaskMessage First(ISignature signature)
    {
        var now = time.GetUtcNow();
        var key = new FlowKey(signature.Node.Options?.FlowId ?? FlowIds.Create(now), 0);
        var flow = flows.Compile(signature, key, stored: false);
        if (PlanWalk.Any(flow.Plan.Root, static n => n.Join is not null || n.Wait is not null || n.Call is { IsReplaced: true }))
        {
            throw new InvalidOperationException(
                "SendAsync keeps nothing, but groups, tuples, Each, Settled, Recover, side branches, compensations, time-outs of "
                + "compositions, waits for events and tasks that return a signature need a store: use EnqueueAsync.");
        }

        if (flow.Plan.Json.Length > MaxSentPlan)
        {
            throw new InvalidOperationException(
                $"The plan has {flow.Plan.Json.Length} bytes; SendAsync carries at most {MaxSentPlan} in every message: use EnqueueAsync.");
        }

        if (signature.Node.Options is { TurnKey: { } line })
        {
            throw new InvalidOperationException(
                $"SendAsync keeps nothing, so nothing would keep the line '{line}' (InTurn): use EnqueueAsync.");
        }

        if (signature.Node.Options is { UniqueKey: { } unique })
        {
            throw new InvalidOperationException(
                $"SendAsync keeps nothing, so nothing would hold back a second flow with the key '{unique}' (Unique): use EnqueueAsync.");
        }

        if (signature.Node.Options is { Expected: { } within })
        {
            throw new InvalidOperationException(
                $"SendAsync keeps nothing, so nobody would know that the flow is late (Expect({within})): use EnqueueAsync.");
        }

        observer?.Started(key.FlowId, signature);
        return Messages.Start(Place.Root(flow), FlowValue.None, now);
    }
}
