using Microsoft.Extensions.Logging;
using TypedTasks.Engine;
using TypedTasks.Hosting.Dispatch;
using TypedTasks.Hosting.Shared;
using TypedTasks.Plans;
using TypedTasks.Serialization;
using TypedTasks.Storage;
using TypedTasks.Transport;
using TypedTasks.Wire;

namespace TypedTasks.Hosting.Upkeep;

/// <summary>Fails the steps whose messages no worker will get, unless an outcome is recorded: then that is handed off.</summary>
internal sealed partial class LostMessages(
    FlowStore store,
    PlanCache plans,
    HandOff handOff,
    MessageRoom room,
    TransferredLetters transferred,
    Admission admission,
    Waits waits,
    TimeProvider time,
    ILogger<LostMessages> logger)
{
    public async ValueTask FailAsync(TaskMessage message, bool inTransfer, string type, string text, CancellationToken cancellationToken)
    {
        try
        {
            var envelope = EnvelopeReader.Read(message);
            if (!envelope.Stored || store.IsForeign(envelope.Store))
                return;
            var known = await store.ExecuteAsync(new GetFlow(envelope.Key), cancellationToken).ConfigureAwait(false);
            if (known.State == FlowState.Unknown)
                return;
            var over = await FailureAsync(message, envelope, type, text, cancellationToken).ConfigureAwait(false);

            // A retry sends it where it was to go.
            var cause = inTransfer ? await transferred.RedirectAsync(message, envelope, cancellationToken).ConfigureAwait(false) : message;
            var outgoing = await handOff.RecordAsync(over, cause, cancellationToken).ConfigureAwait(false);
            await handOff.SendAsync(outgoing, cancellationToken).ConfigureAwait(false);
        }
        catch (FlowFormatException e)
        {
            if (e.IsProtected)
                LogHidden(logger, message.Id, message.Queue, e);
            else
                LogForeign(logger, message.Id, message.Queue, e);
        }
    }

    private async ValueTask<Conclusion.HandOver> FailureAsync(
        TaskMessage message, Envelope envelope, string type, string text, CancellationToken cancellationToken)
    {
        var plan = await plans.GetAsync(envelope, cancellationToken).ConfigureAwait(false);
        var flow = new Flow(envelope.Key, true, plan, null)
        {
            Store = envelope.Store,
            IsKept = envelope.IsKept,
            MaxFailureBytes = await room.ForValuesAsync(message.Queue, cancellationToken).ConfigureAwait(false),
        };
        if (envelope.Kind != MessageKind.Compensations)
            flow = await plans.WithLevelsAsync(flow, envelope.Path, cancellationToken).ConfigureAwait(false);
        var arrival = new Arrival(new LostDelivery(message));
        var place = new Place(flow, envelope.Path, envelope.Sizes);
        arrival.Read(envelope, place, envelope.Kind == MessageKind.Compensations ? plan.Root : place.Node);
        if (envelope.Kind == MessageKind.WaitLimit)
            return (await waits.ExpireAsync(arrival, cancellationToken).ConfigureAwait(false)) with { Kept = envelope.IsKept ? envelope.Key : null };
        var failure = new TaskFailure(type, text, null, message.Subject, place.Path.Text, envelope.Attempt, []);
        return new(FlowEngine.GiveUp(place, envelope, FailureJson.Write(failure), time.GetUtcNow()))
        {
            Ended = arrival.IsWatched ? new(place, arrival.RunNumber) : null,
            Released = admission.ReleasedOfLost(arrival),
            Kept = envelope.IsKept ? envelope.Key : null,
        };
    }

    [LoggerMessage(2, LogLevel.Warning, "Message {MessageId} in the dead-letter queue of {Queue} is protected and cannot be read here: its flow does not fail by it")]
    private static partial void LogHidden(ILogger logger, string messageId, string queue, Exception exception);

    [LoggerMessage(1, LogLevel.Information, "Message {MessageId} in the dead-letter queue of {Queue} is none of a flow's")]
    private static partial void LogForeign(ILogger logger, string messageId, string queue, Exception exception);
}
