using TypedTasks.Plans;

namespace TypedTasks.Hosting.Alerts;

/// <summary>Who is told of flows of one kind, and how often.</summary>
internal abstract class AlertHook(AlertKind kind, TimeSpan every)
{
    public AlertKind Kind => kind;

    public TimeSpan Every => every;

    /// <summary>Enqueues what tells of an alert, once for the id, whatever it says by then.</summary>
    public abstract ValueTask TellAsync(ITaskClient client, FlowAlert alert, string flowId, CancellationToken cancellationToken);
}

/// <summary>A hook whose flow yields a value of some type.</summary>
internal sealed class AlertHook<TOut>(AlertKind kind, TimeSpan every, Func<FlowAlert, ISignature<TOut>> compose) : AlertHook(kind, every)
{
    public override async ValueTask TellAsync(ITaskClient client, FlowAlert alert, string flowId, CancellationToken cancellationToken)
    {
        var signature = compose(alert);
        var own = signature.Node.Options ?? StepOptions.None;
        if (own.FlowId is not null || own.UniqueKey is not null)
            throw new InvalidOperationException($"What On{Kind} composes has {(own.FlowId is { } id ? $"WithId(\"{id}\")" : $"Unique(\"{own.UniqueKey}\")")}, but its flows are named by what they tell: leave it out.");

        // Another process may have counted one more: the first to tell counts.
        own = own with { FlowId = flowId, IsChild = true, Name = own.Name ?? $"alert: {Kind.Word()}" };
        await client.EnqueueAsync((ISignature<TOut>)(ISignature)((Signature)(ISignature)signature).With(own), cancellationToken).ConfigureAwait(false);
    }
}
