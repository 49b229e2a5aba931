using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TypedTasks.Contracts;
using TypedTasks.Flows;
using TypedTasks.Serialization;

namespace TypedTasks.Worker;

/// <summary>Decides what a delivery asks for: run a step, start members, hand off what is recorded, or nothing any more.</summary>
internal sealed partial class StepDispatcher(
    PlanCache plans,
    FlowStore store,
    CancellationWatch cancellations,
    StepRunner runner,
    TimeProvider time,
    IOptions<WorkerOptions> options,
    ILogger<StepDispatcher> logger)
{
    public async ValueTask<StepResult> DispatchAsync(IDelivery delivery, CancellationToken stopping)
    {
        var message = delivery.Message;
        Place place;
        Envelope envelope;
        PlanNode node;
        try
        {
            envelope = EnvelopeReader.Read(message);
            var plan = await plans.GetAsync(envelope, stopping).ConfigureAwait(false);
            var flow = new Flow(envelope.Key, envelope.Stored, plan, message.TraceParent);
            place = new Place(flow, envelope.Path, envelope.Sizes);
            node = place.Node;
            if (envelope.Cursor is null && node is not StepNode)
                throw new FlowFormatException($"The plan of flow {envelope.Key} has no step at {envelope.Path}.");
        }
        catch (FlowFormatException e)
        {
            LogUndecodable(logger, message.Id, message.Queue, e);
            return new StepResult.DeadLetter(new(), DeadLetterReasons.UndecodableMessage, e.Message);
        }

        if (place.Flow.Stored && await SettledAsync(delivery, place, stopping).ConfigureAwait(false) is { } settled)
            return settled;
        if (delivery.DeliveryCount >= options.Value.MaxDeliveries)
            return TooManyDeliveries(delivery, place);
        return node is StepNode step && envelope.Cursor is null
            ? await runner.RunAsync(delivery, place, step, envelope, stopping).ConfigureAwait(false)
            : await FanOutAsync(place, node, envelope, stopping).ConfigureAwait(false);
    }

    /// <summary>Whether nothing needs to run any more: an outcome is recorded already (design, H4), or the scope is cancelled.</summary>
    private async ValueTask<StepResult?> SettledAsync(IDelivery delivery, Place place, CancellationToken stopping)
    {
        // What is recorded comes first: a failure cancels its own scope, and must still climb when its message comes again.
        if ((delivery.DeliveryCount > 0 || delivery.Message.Attempt > 0)
            && await RecordedAsync(place, stopping).ConfigureAwait(false) is { } recorded)
        {
            return recorded;
        }

        return await cancellations.IsCancelledAsync(place.Flow.Key, place.Path.Text, stopping).ConfigureAwait(false)
            ? new StepResult.Complete(new())
            : null;
    }

    private async ValueTask<StepResult?> RecordedAsync(Place place, CancellationToken stopping)
    {
        var key = place.Flow.Key;
        var flow = new GetFlow(key);
        var cancelled = new IsCancelled(key, place.Path.Text);
        var above = Climb.ToJoin(place);
        var member = above is { } a ? new GetMember(key, a.Place.Path.Text, a.Index) : null;
        await store.ExecuteAsync(member is null ? [flow, cancelled] : [flow, cancelled, member], stopping).ConfigureAwait(false);
        if (flow.Result.State != FlowState.Running)
            return new StepResult.Complete(new());
        if (member?.Result.Member is not { } outcome)
            return cancelled.Result ? new StepResult.Complete(new()) : null;

        var effects = new Effects();
        FlowEngine.Record(above!.Value, outcome, time.GetUtcNow(), effects);
        return new StepResult.Complete(effects);
    }

    private StepResult.DeadLetter TooManyDeliveries(IDelivery delivery, Place place)
    {
        var count = delivery.DeliveryCount;
        var text = $"The message was delivered {count} times without an outcome: the worker died on it or lost its lock "
            + $"every time. See the logs of the workers for task '{delivery.Message.Subject}'.";
        LogTooManyDeliveries(logger, delivery.Message.Subject, delivery.Message.FlowId, count);
        var effects = new Effects();
        var failure = new TaskFailure(
            "TypedTasks.TooManyDeliveries", text, null, delivery.Message.Subject, place.Path.Text, delivery.Message.Attempt, []);
        FlowEngine.Fail(place, FailureJson.Write(failure), time.GetUtcNow(), effects);
        return new StepResult.DeadLetter(effects, DeadLetterReasons.TooManyDeliveries, text);
    }

    private async ValueTask<StepResult> FanOutAsync(Place place, PlanNode node, Envelope envelope, CancellationToken stopping)
    {
        var effects = new Effects();
        var now = time.GetUtcNow();
        try
        {
            if (node is JoinNode or EachNode)
            {
                var cursor = envelope.Cursor ?? 0;
                var elements = await ElementsAsync(place, node, envelope.Input, cursor, stopping).ConfigureAwait(false);
                FanOut.Continue(place, node, envelope.Input, elements, cursor, now, effects);
            }
            else
            {
                FlowEngine.Start(place, node, envelope.Input, now, effects);
            }
        }
        catch (TaskArgumentException e)
        {
            effects = new Effects();
            var failure = TaskFailure.From(e, Messages.FanOutSubject, place.Path.Text, 0);
            FlowEngine.Fail(place, FailureJson.Write(failure), now, effects);
            return new StepResult.DeadLetter(effects, DeadLetterReasons.InvalidArgument, e.Message);
        }

        return new StepResult.Complete(effects);
    }

    private async ValueTask<Elements> ElementsAsync(
        Place place, PlanNode node, FlowValue input, int cursor, CancellationToken stopping)
    {
        if (Elements.TryRead(node, input, out var elements))
            return elements;
        var key = place.Flow.Key;
        if (input.Kind == ValueKind.Joined)
        {
            var page = await store.ExecuteAsync(
                new ReadMembers(key, input.Path!, cursor, FanOut.MaxSends), stopping).ConfigureAwait(false);
            if (page.Count == 0 && input.Count > 0)
                throw new StoreException($"The store has no results of join '{input.Path}' of flow {key} from {cursor} on.");
            return Elements.Window(input.Count, cursor, page);
        }

        if (input.Kind == ValueKind.None)
            throw new TaskArgumentException("Each() needs a list, but nothing arrived.");
        var list = Elements.Read(await ValueReader.ReadAsync(store, key, input, stopping).ConfigureAwait(false));
        return Elements.Window(list.Count, 0, list);
    }

    [LoggerMessage(1, LogLevel.Error, "Message {MessageId} of queue {Queue} cannot be read and goes to the dead-letter queue")]
    private static partial void LogUndecodable(ILogger logger, string messageId, string queue, Exception exception);

    [LoggerMessage(2, LogLevel.Error, "Task {Task} of flow {FlowId} was delivered {Count} times without an outcome: it counts as failed")]
    private static partial void LogTooManyDeliveries(ILogger logger, string task, string flowId, int count);
}
