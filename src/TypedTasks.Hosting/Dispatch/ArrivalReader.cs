using Microsoft.Extensions.Logging;
using TypedTasks.Hosting.Observability;
using TypedTasks.Hosting.Shared;
using TypedTasks.Plans;
using TypedTasks.Wire;

namespace TypedTasks.Hosting.Dispatch;

/// <summary>Read: what the message says, and the place in its plan that it means.</summary>
internal sealed partial class ArrivalReader(
    PlanCache plans, FlowStore store, ForeignFlows foreign, HiddenMessages hidden, ILogger<ArrivalReader> logger) : IDispatchStep
{
    public async ValueTask<Conclusion?> HandleAsync(Arrival arrival, CancellationToken stopping)
    {
        var message = arrival.Message;
        if (hidden.Judge(arrival.Delivery) is { } waits)
            return waits;
        try
        {
            var envelope = EnvelopeReader.Read(message);
            if (envelope.Stored && await foreign.JudgeAsync(envelope, arrival.Delivery, stopping).ConfigureAwait(false) is { } conclusion)
                return conclusion;
            var plan = await plans.GetAsync(envelope, stopping).ConfigureAwait(false);
            var flow = new Flow(envelope.Key, envelope.Stored, plan, FlowTracing.Parent(message)) { Store = envelope.Store, IsKept = envelope.IsKept };
            if (envelope.Kind == MessageKind.Compensations)
            {
                arrival.Read(envelope, new(flow, envelope.Path, []), plan.Root);
                return null;
            }

            flow = await plans.WithLevelsAsync(flow, envelope.Path, stopping).ConfigureAwait(false);
            var place = new Place(flow, envelope.Path, envelope.Sizes);
            arrival.Read(envelope, place, place.Node);
            if (envelope.Kind == MessageKind.Step && arrival.Call is null)
                throw new FlowFormatException($"The plan of flow {envelope.Key} has no step at {envelope.Path}.");
            if (envelope.Kind is MessageKind.Wait or MessageKind.WaitLimit && place.Node.Wait is null)
                throw new FlowFormatException($"The plan of flow {envelope.Key} waits for nothing at {envelope.Path}.");
            if (envelope.Kind == MessageKind.Limit && place.Bound is null)
                throw new FlowFormatException($"The plan of flow {envelope.Key} sets no limit above {envelope.Path}.");
        }
        catch (FlowFormatException e)
        {
            LogUndecodable(logger, message.Id, message.Queue, e);
            return Conclusion.Nothing with { Letter = new(e.IsProtected ? DeadLetterReasons.ProtectionFailed : DeadLetterReasons.UndecodableMessage, e.Message) };
        }

        if (FlowTracing.WantsLinks(arrival.Envelope.Input))
            await FlowTracing.LinkAsync(store, arrival.Key, arrival.Envelope.Input, stopping).ConfigureAwait(false);
        return null;
    }

    [LoggerMessage(1, LogLevel.Error, "Message {MessageId} of queue {Queue} cannot be read and goes to the dead-letter queue")]
    private static partial void LogUndecodable(ILogger logger, string messageId, string queue, Exception exception);
}
