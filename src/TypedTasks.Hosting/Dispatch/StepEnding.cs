using System.Runtime.ExceptionServices;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TypedTasks.Engine;
using TypedTasks.Hosting.Observability;
using TypedTasks.Hosting.Shared;
using TypedTasks.Security;
using TypedTasks.Serialization;
using TypedTasks.Storage;
using TypedTasks.Wire;

namespace TypedTasks.Hosting.Dispatch;

/// <summary>Conclude: turns the end of a step's run into what follows from it.</summary>
internal sealed partial class StepEnding(
    ReturnedPlans returned,
    RecordedCheck recorded,
    FlowStore store,
    MessageRoom room,
    StepHistory history,
    StepLog log,
    TimeProvider time,
    IOptions<TypedTasksOptions> options,
    ILogger<StepEnding> logger,
    IValueProtector? protector = null) : IDispatchStep
{
    public async ValueTask<Conclusion?> HandleAsync(Arrival arrival, CancellationToken stopping)
    {
        var end = arrival.End!.Value;
        if (end.Exception is not null)
            return await ThrewAsync(arrival, end.Exception, stopping).ConfigureAwait(false);

        // The task did not look at its token. What a compensation would undo counts all the same: it has happened.
        if (arrival.Run!.HasTimedOut && !arrival.Place.IsCompensated)
            return await ThrewAsync(arrival, TimedOut(arrival, null), stopping).ConfigureAwait(false);
        try
        {
            var effects = await SucceedAsync(arrival, end, stopping).ConfigureAwait(false);
            history.Ended(arrival, StepState.Succeeded);
            log.Ended(arrival, "succeeded");
            return new Conclusion.HandOver(effects);
        }
        catch (Exception e)
        {
            return await ThrewAsync(arrival, e, stopping).ConfigureAwait(false);
        }
    }

    // The task has done its work: it does not run again because the store is away meanwhile.
    private async ValueTask<Effects> SucceedAsync(Arrival arrival, StepEnd end, CancellationToken stopping)
    {
        StoreWait? wait = null;
        while (true)
        {
            StoreException failed;
            try
            {
                return end.Plan.IsEmpty
                    ? await SucceedAsync(arrival, end.Result, stopping).ConfigureAwait(false)
                    : await returned.StartAsync(arrival, end.Plan, stopping).ConfigureAwait(false);
            }
            catch (StoreException e)
            {
                failed = e;
            }

            wait ??= new(arrival.Delivery, store, time, logger);
            if (!await wait.AgainAsync(failed, stopping).ConfigureAwait(false))
                throw failed;
        }
    }

    private async ValueTask<Effects> SucceedAsync(Arrival arrival, ReadOnlyMemory<byte> json, CancellationToken stopping)
    {
        var isAside = arrival.Flow.Stored && json.Length > MessageRoom.AlwaysFits
            && json.Length > await room.ForValuesAsync(arrival.Call!.QueueName, stopping).ConfigureAwait(false);
        var effects = await SucceedAsync(arrival.Place, json, isAside, stopping).ConfigureAwait(false);
        var refusal = await room.RefusalAsync(effects.Sends, stopping).ConfigureAwait(false);
        if (refusal is not null && arrival.Flow.Stored && !isAside)
        {
            // The queue of what follows takes less than any that was asked before.
            effects = await SucceedAsync(arrival.Place, json, isAside: true, stopping).ConfigureAwait(false);
            refusal = await room.RefusalAsync(effects.Sends, stopping).ConfigureAwait(false);
        }

        return refusal is null ? effects : throw new TaskResultException($"What follows task '{arrival.Call!.Name}' cannot be sent. {refusal}");
    }

    private async ValueTask<Effects> SucceedAsync(Place place, ReadOnlyMemory<byte> json, bool isAside, CancellationToken stopping)
    {
        var value = FlowValue.Inline(json);
        if (isAside)
        {
            // First-wins: on redelivery the next step reads the value of the run that was recorded first.
            await store.ExecuteAsync([new PutValue(place.Flow.Key, place.Path.Text, json)], stopping).ConfigureAwait(false);
            value = FlowValue.Stored(place.Path.Text);
        }

        return FlowEngine.Succeed(place, value, time.GetUtcNow());
    }

    private async ValueTask<Conclusion> ThrewAsync(Arrival arrival, Exception exception, CancellationToken stopping)
    {
        var run = arrival.Run!;
        if (arrival.Delivery.LockLost.IsCancellationRequested)
        {
            log.Ended(arrival, "its lock was lost, and it comes again");
            return Conclusion.Drop.Instance;
        }

        if (run.IsCancelled)
        {
            log.Ended(arrival, "cancelled with its flow");
            history.Ended(arrival, StepState.Cancelled);
            return await recorded.CancelledAsync(arrival.Place, stopping).ConfigureAwait(false);
        }

        if (exception is OperationCanceledException && stopping.IsCancellationRequested)
        {
            log.Ended(arrival, "handed back, for the worker stops");
            return HandBack.Of(arrival.Delivery, arrival.HasStart, time.GetUtcNow());
        }

        // Not the task's fault: it runs again once the store is back.
        if (exception is StoreException && !arrival.BlamesTask)
        {
            log.Ended(arrival, "the store is away, and it runs again");
            ExceptionDispatchInfo.Throw(exception);
        }

        if (exception is OperationCanceledException && run.IsTokenCancelled)
            exception = TimedOut(arrival, exception);
        return await FailAsync(arrival, exception, stopping).ConfigureAwait(false);
    }

    private async ValueTask<Conclusion> FailAsync(Arrival arrival, Exception exception, CancellationToken stopping)
    {
        var (place, call, envelope) = (arrival.Place, arrival.Call!, arrival.Envelope);
        var now = time.GetUtcNow();
        var policy = call.Options?.Retry ?? DefaultPolicy(arrival);
        var unfit = exception is TaskArgumentException or TaskResultException;
        var later = exception as RetryLaterException;
        if (!unfit && envelope.Attempt < policy.MaxRetries && (later is not null || policy.Covers(exception)))
        {
            var pause = later?.Delay ?? FlowEngine.Pause(place, envelope, policy);
            var next = envelope.Next(isPostponed: later is not null);
            if (call.OrderingKey is not null)
            {
                Repeats(pause);
                return new Conclusion.Again(next, pause);
            }

            var retry = FlowEngine.Retry(place, call, next, pause, now);
            if (await room.RefusalAsync([retry], stopping).ConfigureAwait(false) is not { } refusal)
            {
                Repeats(pause);
                FlowTracing.Fail(exception.GetType().FullName!);
                return new Conclusion.HandOver(Effects.Send(retry));
            }

            exception = new TaskResultException($"Task '{call.Name}' failed and cannot be repeated. {refusal}", exception);
            unfit = true;
        }

        FlowTracing.Fail(exception.GetType().FullName!);
        LogFailed(
            logger, call.Name, envelope.Key.FlowId, StepLog.Place(arrival), envelope.Attempt + 1, policy.MaxRetries + 1, ExceptionText.Loggable(exception));
        log.Ended(arrival, "failed for good");
        var failure = TaskFailure.From(exception, call.Name, place.Path.Text, envelope.Attempt);
        StepMetrics.Failed(call.Name, failure.Type);
        var json = FailureJson.Write(failure);
        history.Ended(arrival, StepState.Failed, json);
        if (json.Length > MessageRoom.AlwaysFits)
        {
            var most = await room.ForValuesAsync(call.QueueName, stopping).ConfigureAwait(false);
            place = place with { Flow = place.Flow with { MaxFailureBytes = most } };
        }

        return new Conclusion.HandOver(FlowEngine.Fail(place, json, now))
        {
            Letter = unfit ? new(DeadLetterReasons.InvalidArgument, LetterText(call.Name, exception))
                : arrival.Flow.Stored ? null
                : new(
                    DeadLetterReasons.TaskFailed,
                    $"Task '{call.Name}' failed with {failure.Type} in attempt {envelope.Attempt + 1}, its last; see the worker's log."),
        };

        void Repeats(TimeSpan pause)
        {
            var seconds = Math.Round(pause.TotalSeconds, 3);
            if (logger.IsEnabled(LogLevel.Warning))
            {
                LogRetry(
                    logger, call.Name, envelope.Key.FlowId, envelope.Attempt + 1, policy.MaxRetries + 1, logger.OneLineOf(exception), envelope.Attempt + 2, seconds);
            }

            log.Ended(arrival, "failed, and is repeated");
            FlowTracing.RepeatsIn(seconds);
            history.Repeats(arrival, FailureJson.Write(TaskFailure.From(exception, call.Name, place.Path.Text, envelope.Attempt)), pause);
        }
    }

    // The text may quote a value, and the broker keeps it in clear.
    private string LetterText(string task, Exception exception) => protector is null
        ? exception.Message
        : $"An argument or the result of task '{task}' does not fit ({exception.GetType().Name}). Values are protected, so the text is told by the failure of the flow and by the worker's log.";

    private static TimeoutException TimedOut(Arrival arrival, Exception? cause) =>
        new($"The attempt took longer than its time-out of {arrival.Call!.Options?.Timeout}.", cause);

    private RetryPolicy DefaultPolicy(Arrival arrival) => arrival.Definition.MaxRetries >= 0
        ? options.Value.Retry with { MaxRetries = arrival.Definition.MaxRetries }
        : options.Value.Retry;

    [LoggerMessage(1, LogLevel.Warning, "Task {Task} of flow {FlowId} failed in attempt {Attempt} of {MaxAttempts} ({Reason}); attempt {Next} starts in {PauseSeconds} s")]
    private static partial void LogRetry(
        ILogger logger, string task, string flowId, int attempt, int maxAttempts, string reason, int next, double pauseSeconds);

    [LoggerMessage(2, LogLevel.Error, "Task {Task} of flow {FlowId} failed for good at step {Step}, in attempt {Attempt} of {MaxAttempts}")]
    private static partial void LogFailed(
        ILogger logger, string task, string flowId, string step, int attempt, int maxAttempts, Exception exception);
}
