using TypedTasks.Engine;
using TypedTasks.Plans;
using TypedTasks.Transport;
using TypedTasks.Wire;

namespace TypedTasks.Hosting.Shared;

/// <summary>Finds where letters of a transfer dead-letter queue were to go: they lie with the queue that could not forward them.</summary>
internal sealed class TransferredLetters(PlanCache plans)
{
    /// <summary>The message for the queue of its step.</summary>
    /// <exception cref="FlowFormatException">Its plan has no such step.</exception>
    public async ValueTask<TaskMessage> RedirectAsync(TaskMessage message, Envelope envelope, CancellationToken cancellationToken)
    {
        // Compensations start in the queue of the flow's first step, and so does what starts them.
        var plan = await plans.GetAsync(envelope, cancellationToken).ConfigureAwait(false);
        var inLine = message.OrderingKey is not null;
        var flow = new Flow(envelope.Key, envelope.Stored, plan, null) { Store = envelope.Store, IsKept = envelope.IsKept };
        if (envelope.Kind == MessageKind.Compensations)
            return message with { Queue = Messages.QueueOf(Place.Root(flow), inLine) };
        flow = await plans.WithLevelsAsync(flow, envelope.Path, cancellationToken).ConfigureAwait(false);
        return message with { Queue = Messages.QueueOf(new Place(flow, envelope.Path, envelope.Sizes), inLine) };
    }
}
