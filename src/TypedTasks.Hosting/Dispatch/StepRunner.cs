using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TypedTasks.Engine;
using TypedTasks.Generated;
using TypedTasks.Hosting.Observability;
using TypedTasks.Hosting.Shared;
using TypedTasks.Plans;
using TypedTasks.Serialization;
using TypedTasks.Storage;
using TypedTasks.Transport;
using TypedTasks.Wire;

namespace TypedTasks.Hosting.Dispatch;

/// <summary>Runs one step: finds its task, brings in its input, bounds it in time, and turns its end into effects.</summary>
internal sealed partial class StepRunner(
    TaskCatalog catalog,
    Admission admission,
    FlowStore store,
    RunningSteps running,
    CancellationWatch cancellations,
    MessageRoom room,
    IServiceScopeFactory scopes,
    IServiceProvider services,
    TimeProvider time,
    IOptions<TypedTasksOptions> options,
    IOptions<WorkerOptions> workerOptions,
    ILoggerFactory loggers,
    ILogger<StepRunner> logger)
{
    private readonly StepTools tools = new(
        store, workerOptions.Value.Name, time, loggers.CreateLogger("TypedTasks.Task"), () => services.GetRequiredService<ITaskClient>());

    /// <summary>Runs it; null where its scope was cancelled before it had ended.</summary>
    public async ValueTask<StepResult?> RunAsync(
        IDelivery delivery, Place place, StepCall step, Envelope envelope, CancellationToken stopping)
    {
        // One number for all attempts under this delivery: it ends when the delivery does.
        var number = EndedStep.Number(envelope, delivery.DeliveryCount);
        while (await AttemptAsync(delivery, place, step, envelope, number, stopping).ConfigureAwait(false) is var result)
        {
            if (result is not StepResult.Again again)
                return result;
            envelope = envelope with { Attempt = envelope.Attempt + 1 };
            var (isOver, end) = await PauseAsync(again.Pause, delivery, place, step, envelope, stopping).ConfigureAwait(false);
            if (!isOver)
                return end;
        }

        return null;
    }

    private async ValueTask<StepResult?> AttemptAsync(
        IDelivery delivery, Place place, StepCall step, Envelope envelope, long number, CancellationToken stopping)
    {
        if (catalog.Find(step.Name) is not { } definition)
            return UnknownTask(place, step, envelope);
        if (envelope.ExpiresAt <= time.GetUtcNow())
            return Expired(place, step, envelope);
        if (step.OrderingKey is null
            && await admission.AdmitAsync(definition, place, step, envelope, delivery, stopping).ConfigureAwait(false) is { } deferred)
            return deferred;

        var input = envelope.Input;
        if (input.Kind is not (ValueKind.None or ValueKind.Inline))
            input = FlowValue.Inline(await ValueReader.ReadAsync(store, envelope.Key, input, stopping).ConfigureAwait(false));

        using var run = new RunningStep(envelope, step, delivery, tools, stopping);
        running.Add(run);
        try
        {
            // Known to those who cancel from here on, and asked last: bringing in the input may have taken long.
            if (place.Flow.Stored
                && await cancellations.IsCancelledAsync(envelope.Key, place.Path.Text, stopping).ConfigureAwait(false))
            {
                return null;
            }

            if (IsWatched(place)
                && !await store.ExecuteAsync(new BeginStep(envelope.Key, envelope.Path.Text, number), stopping).ConfigureAwait(false))
            {
                return null;
            }

            if (catalog.OrderingConflict(place.Node) is { } conflict)
                throw new TaskArgumentException(conflict);

            // Somebody else may have the key by now, and what stands behind this step may have its turn.
            if (step.OrderingKey is not null && delivery.LockLost.IsCancellationRequested)
                return StepResult.Drop.Instance;
            if (IsChunk(place))
                return await SucceededAsync(place, run, await RunChunkAsync(definition, step, input, run).ConfigureAwait(false), stopping).ConfigureAwait(false);
            var invocation = await InvokeAsync(definition, step, input, run).ConfigureAwait(false);
            if (invocation.HasOrderingKeys && !options.Value.OrderingKeys)
            {
                throw new TaskResultException(
                    $"The signature that task '{step.Name}' returned has an ordering key, but ordering keys are off, and no worker would "
                    + "take its steps: set TypedTasksOptions.OrderingKeys in every process.");
            }

            if (invocation.HasPriorities && !options.Value.Priorities)
            {
                throw new TaskResultException(
                    $"The signature that task '{step.Name}' returned has a priority, but priorities are off, and no worker would take "
                    + "its steps: set TypedTasksOptions.Priorities in every process.");
            }

            return invocation.Plan.IsEmpty
                ? await SucceededAsync(place, run, invocation.Result, stopping).ConfigureAwait(false)
                : await ReplacedAsync(place, run, invocation.Plan, stopping).ConfigureAwait(false);
        }
        catch (Exception) when (delivery.LockLost.IsCancellationRequested)
        {
            return StepResult.Drop.Instance;
        }
        catch (Exception e) when (run.IsCancelled)
        {
            LogCancelled(logger, step.Name, envelope.Key.FlowId, e);
            History(place, run, StepState.Cancelled, time.GetUtcNow());
            return null;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return StepResult.Abandon.Instance;
        }
        catch (StoreException e)
        {
            // Not the task's fault: the message comes again, and counts.
            LogStore(logger, step.Name, envelope.Key.FlowId, e);
            return StepResult.Abandon.Later;
        }
        catch (Exception e)
        {
            if (e is OperationCanceledException && run.IsTokenCancelled)
                e = new TimeoutException($"The attempt took longer than its time-out of {step.Options?.Timeout}.", e);
            return await FailedAsync(place, step, definition, run, envelope, e, stopping).ConfigureAwait(false);
        }
        finally
        {
            running.Remove(run);
        }
    }

    /// <summary>Writes that an attempt has ended without running here, so that nobody takes the one before for the last.</summary>
    public void EndedUnrun(Place place, StepCall step, Envelope envelope, StepState state, ReadOnlyMemory<byte>? failure)
    {
        var now = time.GetUtcNow();
        History(place, new(place.Path.Text, step.Name, state, envelope.Attempt, tools.Worker, now, now, null, null) { Failure = failure });
    }

    // A message that waits for its next attempt at the broker would let others overtake it. The lock is renewed meanwhile.
    private async ValueTask<(bool IsOver, StepResult? End)> PauseAsync(
        TimeSpan pause, IDelivery delivery, Place place, StepCall step, Envelope envelope, CancellationToken stopping)
    {
        var unbounded = step with { Options = step.Options! with { Timeout = null } };
        using var waiting = new RunningStep(envelope, unbounded, delivery, tools, stopping) { IsPausing = true };
        running.Add(waiting);
        try
        {
            await Task.Delay(pause, time, waiting.CancellationToken).ConfigureAwait(false);
            return (true, null);
        }
        catch (OperationCanceledException) when (delivery.LockLost.IsCancellationRequested)
        {
            return (false, StepResult.Drop.Instance);
        }
        catch (OperationCanceledException) when (waiting.IsCancelled)
        {
            EndedUnrun(place, step, envelope, StepState.Cancelled, null);
            return (false, null);
        }
        catch (OperationCanceledException)
        {
            return (false, StepResult.Abandon.Instance);
        }
        finally
        {
            running.Remove(waiting);
        }
    }

    /// <summary>Whether the store must know when the step runs: compensations wait until nothing runs any more.</summary>
    public static bool IsWatched(Place place) => place.Flow is { Stored: true, Plan.IsCompensated: true } && !place.Path.IsAside;

    private static bool IsChunk(Place place) =>
        !place.Sizes.IsEmpty && (place with { Path = place.Path.Parent }).Node is { Elements.ChunkSize: > 0 };

    private async ValueTask<ReadOnlyMemory<byte>> RunChunkAsync(
        TaskDefinition definition, StepCall step, FlowValue input, RunningStep run)
    {
        var results = new List<FlowValue>();
        foreach (var element in Elements.Read(input.Json))
        {
            if (run.IsTokenCancelled)
                throw new OperationCanceledException("The chunk was stopped between two elements.");
            results.Add(FlowValue.Inline((await InvokeAsync(definition, step, element, run).ConfigureAwait(false)).Result));
        }

        return Elements.Join(results).Json;
    }

    private async ValueTask<StepInvocation> InvokeAsync(
        TaskDefinition definition, StepCall step, FlowValue input, RunningStep run)
    {
        if (!definition.NeedsServices)
            return await InvokeAsync(definition, new(step, input, run, null, catalog.Json)).ConfigureAwait(false);

        var scope = scopes.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
        {
            return await InvokeAsync(
                definition, new(step, input, run, scope.ServiceProvider, catalog.Json)).ConfigureAwait(false);
        }
    }

    private static async ValueTask<StepInvocation> InvokeAsync(TaskDefinition definition, StepInvocation invocation)
    {
        await definition.Invoker(invocation).ConfigureAwait(false);
        return invocation;
    }

    // First-wins: a redelivered step may return another plan, and goes on with the one whose steps may have been sent.
    private async ValueTask<StepResult> ReplacedAsync(
        Place place, RunningStep run, ReadOnlyMemory<byte> plan, CancellationToken stopping)
    {
        if (!place.Flow.Stored)
            throw new TaskResultException("A task that returns a signature needs a flow that is stored: use EnqueueAsync.");
        var below = place.Enter(StepPath.PlanLevel);
        var name = Flow.LevelKey(below.Path.Text);
        var recorded = new GetValue(place.Flow.Key, name);
        await store.ExecuteAsync([new PutValue(place.Flow.Key, name, plan), recorded], stopping).ConfigureAwait(false);

        var level = PlanReference.Read(recorded.Result, inline: false);
        if (below.Path.Depth + PlanWalk.Depth(level.Root) is var depth and > StepPath.MaxDepth)
        {
            throw new TaskResultException(
                $"The returned signature lies {depth} levels deep in the plans that tasks of this flow have returned; at most "
                + $"{StepPath.MaxDepth} are possible. Start a flow of its own with TaskContext.EnqueueAsync instead.");
        }

        if (catalog.OrderingConflict(level.Root) is { } conflict)
            throw new TaskResultException($"The signature that task '{run.Path}' returned cannot be run: {conflict}");
        var flow = place.Flow with { Levels = place.Flow.Levels.SetItem(below.Path.Text, level) };
        var effects = new Effects();
        var now = time.GetUtcNow();
        FlowEngine.Start(below with { Flow = flow }, level.Root, FlowValue.None, now, effects);
        History(place, run, StepState.Succeeded, now);
        return new StepResult.Complete(effects);
    }

    private async ValueTask<StepResult> SucceededAsync(
        Place place, RunningStep run, ReadOnlyMemory<byte> json, CancellationToken stopping)
    {
        var now = time.GetUtcNow();
        var queue = place.Node.Call!.QueueName;
        var isAside = place.Flow.Stored && json.Length > MessageRoom.AlwaysFits
            && json.Length > await room.ForValuesAsync(queue, stopping).ConfigureAwait(false);
        var effects = await SucceedAsync(place, json, isAside, now, stopping).ConfigureAwait(false);
        var refusal = await room.RefusalAsync(effects.Sends, stopping).ConfigureAwait(false);
        if (refusal is not null && place.Flow.Stored && !isAside)
        {
            // The queue of what follows takes less than any that was asked before.
            effects = await SucceedAsync(place, json, isAside: true, now, stopping).ConfigureAwait(false);
            refusal = await room.RefusalAsync(effects.Sends, stopping).ConfigureAwait(false);
        }

        if (refusal is not null)
            throw new TaskResultException($"What follows task '{place.Node.Call!.Name}' cannot be sent. {refusal}");
        History(place, run, StepState.Succeeded, now);
        return new StepResult.Complete(effects);
    }

    private async ValueTask<Effects> SucceedAsync(
        Place place, ReadOnlyMemory<byte> json, bool isAside, DateTimeOffset now, CancellationToken stopping)
    {
        var effects = new Effects();
        var value = FlowValue.Inline(json);
        if (isAside)
        {
            // First-wins: on redelivery the next step reads the value of the run that was recorded first.
            await store.ExecuteAsync([new PutValue(place.Flow.Key, place.Path.Text, json)], stopping).ConfigureAwait(false);
            value = FlowValue.Stored(place.Path.Text);
        }

        FlowEngine.Succeed(place, value, now, effects);
        return effects;
    }

    private async ValueTask<StepResult> FailedAsync(
        Place place,
        StepCall step,
        TaskDefinition definition,
        RunningStep run,
        Envelope envelope,
        Exception exception,
        CancellationToken stopping)
    {
        var now = time.GetUtcNow();
        var policy = step.Options?.Retry ?? DefaultPolicy(definition);
        var effects = new Effects();
        var unfit = exception is TaskArgumentException or TaskResultException;
        var later = exception as RetryLaterException;
        if (!unfit && envelope.Attempt < policy.MaxRetries && (later is not null || policy.Covers(exception)))
        {
            var pause = later?.Delay ?? FlowEngine.Pause(place, envelope, policy);
            if (step.OrderingKey is not null)
            {
                Repeats(pause);
                return new StepResult.Again(pause);
            }

            var retry = FlowEngine.Retry(place, step, envelope, pause, now);
            if (await room.RefusalAsync([retry], stopping).ConfigureAwait(false) is not { } refusal)
            {
                Repeats(pause);
                FlowTracing.Fail(exception.GetType().FullName!);
                effects.Send(retry);
                return new StepResult.Complete(effects);
            }

            exception = new TaskResultException($"Task '{step.Name}' failed and cannot be repeated. {refusal}", exception);
            unfit = true;
        }

        FlowTracing.Fail(exception.GetType().FullName!);
        LogFailed(logger, step.Name, envelope.Key.FlowId, place.Path.Text, envelope.Attempt, exception);
        var failure = TaskFailure.From(exception, step.Name, place.Path.Text, envelope.Attempt);
        StepMetrics.Failed(step.Name, failure.Type);
        var json = FailureJson.Write(failure);
        History(place, run, StepState.Failed, now, json);
        if (json.Length > MessageRoom.AlwaysFits)
        {
            var most = await room.ForValuesAsync(step.QueueName, stopping).ConfigureAwait(false);
            place = place with { Flow = place.Flow with { MaxFailureBytes = most } };
        }

        FlowEngine.Fail(place, json, now, effects);
        return unfit
            ? new StepResult.DeadLetter(effects, DeadLetterReasons.InvalidArgument, exception.Message)
            : place.Flow.Stored
                ? new StepResult.Complete(effects)
                : new StepResult.DeadLetter(
                    effects,
                    DeadLetterReasons.TaskFailed,
                    $"Task '{step.Name}' failed with {failure.Type} in attempt {envelope.Attempt + 1}, its last; see the worker's log.");

        void Repeats(TimeSpan pause)
        {
            LogRetry(logger, step.Name, envelope.Key.FlowId, envelope.Attempt, now + pause, exception);
            History(place, run, StepState.Retrying, now, FailureJson.Write(TaskFailure.From(exception, step.Name, place.Path.Text, envelope.Attempt)));
        }
    }

    private RetryPolicy DefaultPolicy(TaskDefinition definition) =>
        definition.MaxRetries >= 0 ? options.Value.Retry with { MaxRetries = definition.MaxRetries } : options.Value.Retry;

    private StepResult Expired(Place place, StepCall step, Envelope envelope)
    {
        var text = $"Task '{step.Name}' was to start by {envelope.ExpiresAt:O}, and is not wanted any more.";
        LogExpired(logger, step.Name, envelope.Key.FlowId, envelope.ExpiresAt);
        StepMetrics.Failed(step.Name, "TypedTasks.Expired");
        var effects = new Effects();
        var failure = FailureJson.Write(new TaskFailure("TypedTasks.Expired", text, null, step.Name, place.Path.Text, envelope.Attempt, []));
        EndedUnrun(place, step, envelope, StepState.Failed, failure);
        FlowEngine.Fail(place, failure, time.GetUtcNow(), effects);
        return place.Flow.Stored
            ? new StepResult.Complete(effects)
            : new StepResult.DeadLetter(effects, DeadLetterReasons.Expired, text);
    }

    private StepResult.DeadLetter UnknownTask(Place place, StepCall step, Envelope envelope)
    {
        var text = $"No task '{step.Name}' is registered in this worker, which knows {catalog.Count}. "
            + "Is its assembly added (Add…Tasks()), was it renamed, or does another worker own this queue?";
        LogUnknown(logger, step.Name, envelope.Key.FlowId);
        StepMetrics.Failed(step.Name, "TypedTasks.UnknownTask");
        var effects = new Effects();
        var failure = FailureJson.Write(new TaskFailure("TypedTasks.UnknownTask", text, null, step.Name, place.Path.Text, envelope.Attempt, []));
        EndedUnrun(place, step, envelope, StepState.Failed, failure);
        FlowEngine.Fail(place, failure, time.GetUtcNow(), effects);
        return new(effects, DeadLetterReasons.UnknownTask, text);
    }

    // Of what nobody keeps or counts no record is made.
    private void History(Place place, RunningStep run, StepState state, DateTimeOffset now, ReadOnlyMemory<byte>? failure = null)
    {
        if (place.Flow.Stored || StepMetrics.IsListenedTo)
            History(place, run.Record(state, now, failure));
    }

    private void History(Place place, StepRecord record)
    {
        StepMetrics.Ended(record, place.Node.Call!.QueueName);
        if (place.Flow.Stored)
            store.WriteBehind(new RecordStep(place.Flow.Key, record));
    }

    [LoggerMessage(1, LogLevel.Warning, "Task {Task} of flow {FlowId} failed in attempt {Attempt}; it runs again at {RetryAt}")]
    private static partial void LogRetry(ILogger logger, string task, string flowId, int attempt, DateTimeOffset? retryAt, Exception exception);

    [LoggerMessage(2, LogLevel.Error, "Task {Task} of flow {FlowId} failed for good at step {Step}, attempt {Attempt}")]
    private static partial void LogFailed(ILogger logger, string task, string flowId, string step, int attempt, Exception exception);

    [LoggerMessage(3, LogLevel.Error, "No task {Task} is registered here; flow {FlowId} fails")]
    private static partial void LogUnknown(ILogger logger, string task, string flowId);

    [LoggerMessage(4, LogLevel.Debug, "Task {Task} of flow {FlowId} ended because its flow was cancelled")]
    private static partial void LogCancelled(ILogger logger, string task, string flowId, Exception exception);

    [LoggerMessage(5, LogLevel.Warning, "Task {Task} of flow {FlowId} goes back to its queue: the store failed")]
    private static partial void LogStore(ILogger logger, string task, string flowId, Exception exception);

    [LoggerMessage(6, LogLevel.Warning, "Task {Task} of flow {FlowId} is not started: it expired at {ExpiresAt}")]
    private static partial void LogExpired(ILogger logger, string task, string flowId, DateTimeOffset? expiresAt);
}
