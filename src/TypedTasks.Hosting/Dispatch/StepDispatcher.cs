using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TypedTasks.Engine;
using TypedTasks.Hosting.Observability;
using TypedTasks.Hosting.Shared;
using TypedTasks.Plans;
using TypedTasks.Serialization;
using TypedTasks.Storage;
using TypedTasks.Transport;
using TypedTasks.Wire;

namespace TypedTasks.Hosting.Dispatch;

/// <summary>Decides what a delivery asks for: run a step, start members, hand off what is recorded, or nothing any more.</summary>
internal sealed partial class StepDispatcher(
    PlanCache plans,
    ElementReader elementReader,
    FlowStore store,
    CancellationWatch cancellations,
    StepRunner runner,
    CompensationPlanner compensations,
    Admission admission,
    TimeProvider time,
    IOptions<WorkerOptions> options,
    ILogger<StepDispatcher> logger)
{
    public async ValueTask<StepResult> DispatchAsync(IDelivery delivery, CancellationToken stopping)
    {
        var message = delivery.Message;
        Flow flow;
        Place place;
        Envelope envelope;
        PlanNode node;
        try
        {
            envelope = EnvelopeReader.Read(message);
            var plan = await plans.GetAsync(envelope, stopping).ConfigureAwait(false);
            flow = new Flow(envelope.Key, envelope.Stored, plan, FlowTracing.Parent(message));
            if (envelope is { Cursor: not null, Path.Text: "!" })
                return await CompensateAsync(delivery, flow, envelope, stopping).ConfigureAwait(false);
            flow = await plans.WithLevelsAsync(flow, envelope.Path, stopping).ConfigureAwait(false);
            place = new Place(flow, envelope.Path, envelope.Sizes);
            node = place.Node;
            if (envelope is { Cursor: null, IsLimit: false } && node.Call is null)
                throw new FlowFormatException($"The plan of flow {envelope.Key} has no step at {envelope.Path}.");
        }
        catch (FlowFormatException e)
        {
            LogUndecodable(logger, message.Id, message.Queue, e);
            return new StepResult.DeadLetter(new(), DeadLetterReasons.UndecodableMessage, e.Message);
        }

        if (FlowTracing.WantsLinks(envelope.Input))
            await FlowTracing.LinkAsync(store, envelope.Key, envelope.Input, stopping).ConfigureAwait(false);
        var result = await DispatchAsync(delivery, place, node, envelope, stopping).ConfigureAwait(false);
        if (node.Call is not null && envelope is { Cursor: null, IsLimit: false } && StepRunner.IsWatched(place))
            result.Effects?.Ended = new(place, EndedStep.Number(envelope, delivery.DeliveryCount));
        if (result.Effects is { IsDeferred: false } ended)
            ended.Released = admission.Released(place, node, envelope, message.Id, delivery.DeliveryCount);
        return result;
    }

    private async ValueTask<StepResult> DispatchAsync(
        IDelivery delivery, Place place, PlanNode node, Envelope envelope, CancellationToken stopping)
    {
        var run = envelope is { Cursor: null, IsLimit: false } ? node.Call : null;
        if (place.Flow.Stored && await SettledAsync(delivery, place, stopping).ConfigureAwait(false) is { } settled)
        {
            // The history says of the attempt before that another one follows.
            if (run is not null && envelope.Attempt > 0 && delivery.DeliveryCount == 0 && settled.Effects is { IsEmpty: true })
                runner.EndedUnrun(place, run, envelope, StepState.Cancelled, null);
            return settled;
        }

        if (delivery.DeliveryCount >= options.Value.MaxDeliveries)
        {
            var letter = TooManyDeliveries(delivery, place, out var failure);
            if (run is not null)
                runner.EndedUnrun(place, run, envelope, StepState.Failed, failure);
            return letter;
        }

        if (envelope.IsLimit)
            return LimitReached(place);
        return run is not null
            ? await runner.RunAsync(delivery, place, run, envelope, stopping).ConfigureAwait(false)
                ?? await CancelledAsync(place, stopping).ConfigureAwait(false)
            : await FanOutAsync(place, node, envelope, stopping).ConfigureAwait(false);
    }

    private StepResult.Complete LimitReached(Place place)
    {
        var limit = (place with { Path = place.Path.Parent }).Node.Limit
            ?? throw new FlowFormatException($"The plan of flow {place.Flow.Key} sets no limit above {place.Path}.");
        var failure = limit.IsExpiry
            ? new TaskFailure("TypedTasks.Expired", $"It had not ended {limit.Length} after it was due, and is not wanted any more.", null, "", place.Path.Text, 0, [])
            : new TaskFailure(typeof(TimeoutException).FullName!, $"It took longer than its time-out of {limit.Length}.", null, "", place.Path.Text, 0, []);
        var effects = new Effects();
        FlowEngine.Fail(place, FailureJson.Write(failure), time.GetUtcNow(), effects);
        return new(effects);
    }

    private async ValueTask<StepResult> CompensateAsync(IDelivery delivery, Flow flow, Envelope envelope, CancellationToken stopping)
    {
        var place = new Place(flow, envelope.Path, []);
        var record = await store.ExecuteAsync(new GetFlow(flow.Key), stopping).ConfigureAwait(false);
        if (record.State != FlowState.Compensating || record.Key != flow.Key)
            return new StepResult.Complete(new());
        if (delivery.DeliveryCount >= options.Value.MaxDeliveries)
            return TooManyDeliveries(delivery, place, out _);
        var effects = new Effects();
        if (await compensations.PlanAsync(flow, stopping).ConfigureAwait(false) is { } planned)
            FlowEngine.Start(place with { Flow = planned }, planned.Level(Compensations.PlanPath).Root, FlowValue.None, time.GetUtcNow(), effects);
        else
            effects.CompensationsEnded = Compensations.Nothing(flow);
        return new StepResult.Complete(effects);
    }

    /// <summary>Whether nothing needs to run any more: an outcome is recorded already (design, H4), or the scope is cancelled.</summary>
    private async ValueTask<StepResult?> SettledAsync(IDelivery delivery, Place place, CancellationToken stopping)
    {
        // What is recorded comes first: a failure cancels its own scope, and must still climb when its message comes again.
        if (MayBeRecorded(delivery)
            && await RecordedAsync(place, stopping).ConfigureAwait(false) is { } recorded)
        {
            return recorded;
        }

        return await cancellations.IsCancelledAsync(place.Flow.Key, place.Path.Text, stopping).ConfigureAwait(false)
            ? await CancelledAsync(place, stopping).ConfigureAwait(false)
            : null;
    }

    // It may have been cancelled by its own failure, which another delivery of the message, before or beside this one, has recorded and not handed off.
    private async ValueTask<StepResult> CancelledAsync(Place place, CancellationToken stopping) =>
        place.Flow.Stored && await RecordedAsync(place, stopping).ConfigureAwait(false) is { } recorded
            ? recorded
            : new StepResult.Complete(new());

    private static bool MayBeRecorded(IDelivery delivery) => delivery.DeliveryCount > 0 || delivery.Message.Attempt > 0;

    private async ValueTask<StepResult?> RecordedAsync(Place place, CancellationToken stopping)
    {
        var key = place.Flow.Key;
        var flow = new GetFlow(key);
        var cancelled = new IsCancelled(key, place.Path.Text);
        var above = Climb.ToJoin(place);
        var member = above is { } a ? new GetMember(key, a.Place.Path.Text, a.Index) : null;
        var own = place.Node.Join is { Policy: JoinPolicy.First } ? new GetMember(key, place.Path.Text, 0) : null;
        StoreOperation?[] questions = [flow, cancelled, member, own];
        await store.ExecuteAsync([.. questions.OfType<StoreOperation>()], stopping).ConfigureAwait(false);
        if (IsOver(flow.Result, place))
            return new StepResult.Complete(new());
        if (member?.Result.Member is not { } outcome)
            return cancelled.Result ? new StepResult.Complete(Decided(place, own?.Result)) : null;

        var effects = new Effects();
        FlowEngine.Record(above!.Value, outcome, time.GetUtcNow(), effects);
        return new StepResult.Complete(effects);
    }

    // Alternatives that need no message decide the join while they are started, which cancels the scope of the message that does
    // it; when it comes again, what they have decided must still climb.
    private Effects Decided(Place place, JoinRecord? join)
    {
        var effects = new Effects();
        if (join is { State: JoinState.Completed } && place.Node is { Join.Policy: JoinPolicy.First } first)
        {
            var climb = new Climb(ClimbKind.Join, place, first, join.DecidedBy, first.Children.Length);
            FlowEngine.Record(climb, join.DecidingOutcome, time.GetUtcNow(), effects);
        }

        return effects;
    }

    // Side branches outlive their flow, those of compensations as well; compensations run while it is compensating.
    private static bool IsOver(FlowRecord flow, Place place) =>
        !place.Path.IsAside ? flow.State != FlowState.Running
        : flow.IsTerminal && !place.Path.Text.Contains(StepPath.SideLevel, StringComparison.Ordinal);

    private StepResult.DeadLetter TooManyDeliveries(IDelivery delivery, Place place, out byte[] failure)
    {
        var count = delivery.DeliveryCount;
        var text = $"The message was delivered {count} times without an outcome: the worker died on it or lost its lock "
            + $"every time. See the logs of the workers for task '{delivery.Message.Subject}'.";
        LogTooManyDeliveries(logger, delivery.Message.Subject, delivery.Message.FlowId, count);
        StepMetrics.Failed(delivery.Message.Subject, "TypedTasks.TooManyDeliveries");
        var effects = new Effects();
        failure = FailureJson.Write(new TaskFailure(
            "TypedTasks.TooManyDeliveries", text, null, delivery.Message.Subject, place.Path.Text, delivery.Message.Attempt, []));
        FlowEngine.Fail(place, failure, time.GetUtcNow(), effects);
        return new StepResult.DeadLetter(effects, DeadLetterReasons.TooManyDeliveries, text);
    }

    private async ValueTask<StepResult> FanOutAsync(Place place, PlanNode node, Envelope envelope, CancellationToken stopping)
    {
        var effects = new Effects();
        var now = time.GetUtcNow();
        try
        {
            if (node.IsParallel)
            {
                var cursor = envelope.Cursor ?? 0;
                var (elements, input) = await elementReader.ReadAsync(place, node, envelope.Input, cursor, stopping).ConfigureAwait(false);
                FanOut.Continue(place, node, input, elements, cursor, envelope.Stop, now, effects);
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

    [LoggerMessage(1, LogLevel.Error, "Message {MessageId} of queue {Queue} cannot be read and goes to the dead-letter queue")]
    private static partial void LogUndecodable(ILogger logger, string messageId, string queue, Exception exception);

    [LoggerMessage(2, LogLevel.Error, "Task {Task} of flow {FlowId} was delivered {Count} times without an outcome: it counts as failed")]
    private static partial void LogTooManyDeliveries(ILogger logger, string task, string flowId, int count);
}
