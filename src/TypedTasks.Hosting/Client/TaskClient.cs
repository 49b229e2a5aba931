using System.Data.Common;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Options;
using TypedTasks.Engine;
using TypedTasks.Hosting.Observability;
using TypedTasks.Hosting.Sending;
using TypedTasks.Hosting.Shared;
using TypedTasks.Plans;
using TypedTasks.Security;
using TypedTasks.Serialization;
using TypedTasks.Storage;
using TypedTasks.Transport;
using TypedTasks.Wire;

namespace TypedTasks.Hosting.Client;

/// <summary>Starts flows and asks about them.</summary>
internal sealed class TaskClient(
    TaskCatalog catalog,
    FlowStore store,
    FlowBrowser browser,
    FlowWatching watching,
    FlowResults results,
    FlowRetry retry,
    FlowResume resume,
    EventRaising events,
    KnownFlows known,
    DelayedStart delayed,
    Outbox outbox,
    Turns turns,
    UnstartedFlows unstarted,
    NewFlows flows,
    SentFlows sent,
    DeadLetterReplay replay,
    CompletionWatch watch,
    FlowTracing tracing,
    TimeProvider time,
    IOptions<TypedTasksOptions> options,
    EnqueueMiddlewares middleware,
    IFlowObserver? observer = null) : ITaskClient, IFlowSource
{
    public ValueTask<TaskHandle<TOut>> EnqueueAsync<TOut>(ISignature<TOut> signature, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(signature);
        return middleware.IsEmpty ? AcceptAsync(signature, null, cancellationToken) : AcceptWithinAsync(signature, null, cancellationToken);
    }

    public ValueTask<TaskHandle<TOut>> EnqueueAsync<TOut>(ISignature<TOut> signature, DbTransaction transaction, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(signature);
        ArgumentNullException.ThrowIfNull(transaction);
        return middleware.IsEmpty ? AcceptAsync(signature, transaction, cancellationToken) : AcceptWithinAsync(signature, transaction, cancellationToken);
    }

    public ValueTask<TaskHandle<TOut>> EnqueueAsync<TIn, TOut>(
        ISignature<TIn, TOut> signature, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("A partial signature cannot be enqueued.");

    public ValueTask SendAsync<TOut>(ISignature<TOut> signature, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(signature);
        return middleware.IsEmpty ? sent.SendAsync(signature, cancellationToken) : SendWithinAsync(signature, cancellationToken);
    }

    public ValueTask SendAsync<TIn, TOut>(ISignature<TIn, TOut> signature, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("A partial signature cannot be sent.");

    public TaskHandle<TOut> GetHandle<TOut>(string flowId)
    {
        FlowIds.Check(flowId);
        return new TaskHandle<TOut>(flowId, this, (JsonTypeInfo<TOut>)catalog.Json.GetTypeInfo(typeof(TOut)), existed: true);
    }

    public async ValueTask<FlowStatus> GetStatusAsync(string flowId, CancellationToken cancellationToken = default)
    {
        var key = new FlowKey(flowId, 0);
        var flow = new GetFlow(key);
        var steps = new CountSteps(key);
        await store.ExecuteAsync([flow, steps], cancellationToken).ConfigureAwait(false);
        var record = flow.Result;
        return new FlowStatus(
            flowId,
            record.Name,
            record.State,
            record.AcceptedAt,
            record.Deadline,
            record.EndedAt,
            record.Outcome.Failure is { } failure ? FailureJson.Read(failure) : null,
            steps.Result);
    }

    public async ValueTask<FlowState> CancelAsync(string flowId, CancellationToken cancellationToken = default)
    {
        var record = await store.ExecuteAsync(
            new FinishFlow(new FlowKey(flowId, 0), FlowState.Cancelled, default),
            cancellationToken).ConfigureAwait(false);
        watch.Signal(record);
        if (record.Owed is { } owed)
            await outbox.SendOwedAsync(record.Key, [owed], cancellationToken).ConfigureAwait(false);
        await turns.PassOnAsync(record, cancellationToken).ConfigureAwait(false);

        // What has failed may be retried, and then needs its messages.
        if (record is { State: FlowState.Cancelled or FlowState.Compensating, Outcome.Failure: null })
            await delayed.TakeBackAsync(new FlowKey(flowId, 0), cancellationToken).ConfigureAwait(false);
        return record.State;
    }

    public ValueTask<FlowDetails> GetAsync(string flowId, CancellationToken cancellationToken = default)
    {
        FlowIds.Check(flowId);
        return browser.GetAsync(flowId, cancellationToken);
    }

    public IAsyncEnumerable<FlowUpdate> WatchAsync(string flowId, CancellationToken cancellationToken = default)
    {
        FlowIds.Check(flowId);
        return watching.WatchAsync(flowId, cancellationToken);
    }

    public IAsyncEnumerable<FlowSummary> ListAsync(FlowFilter? filter = null, CancellationToken cancellationToken = default) =>
        browser.ListAsync(filter ?? new(), cancellationToken);

    public ValueTask<FlowPage> ListPageAsync(
        FlowFilter? filter = null, int pageSize = 100, string? continuationToken = null, CancellationToken cancellationToken = default) =>
        browser.ListPageAsync(filter ?? new(), pageSize, continuationToken, cancellationToken);

    public ValueTask<int> PurgeAsync(FlowFilter filter, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return browser.PurgeAsync(filter, cancellationToken);
    }

    public ValueTask<RaiseResult<T>> RaiseAsync<T>(
        string flowId, TaskEvent<T> taskEvent, T value, string? key = null, CancellationToken cancellationToken = default)
    {
        FlowIds.Check(flowId);
        ArgumentNullException.ThrowIfNull(taskEvent);
        if (key is not null)
            WaitRule.CheckKey(key);
        return events.RaiseAsync(flowId, taskEvent, value, key ?? "", cancellationToken);
    }

    public ValueTask<RaiseResult<T>> RaiseAsync<T>(TaskEvent<T> taskEvent, string key, T value, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(taskEvent);
        WaitRule.CheckKey(key);
        return events.RaiseAsync(taskEvent, key, value, cancellationToken);
    }

    public async ValueTask<RetryResult> RetryAsync(string flowId, CancellationToken cancellationToken = default)
    {
        FlowIds.Check(flowId);
        var (retried, messages) = await retry
            .RetryAsync(flowId, options.Value.FlowLifetime, cancellationToken).ConfigureAwait(false);
        if (retried is { Refusal: null, Flow.TurnKey: { } line })
            await turns.TryPassAsync(line, cancellationToken).ConfigureAwait(false);
        else
            await outbox.SendOwedAsync(retried.Flow.Key, messages, cancellationToken).ConfigureAwait(false);
        return new(flowId, retried.Flow.State, retried.Refusal, retried.Holder);
    }

    public async ValueTask<ResumeResult> ResumeAsync(string flowId, CancellationToken cancellationToken = default)
    {
        FlowIds.Check(flowId);
        var (flow, messages) = await resume.ResumeAsync(flowId, cancellationToken).ConfigureAwait(false);
        return new(flowId, flow.State, messages);
    }

    public async ValueTask<StartAgainResult> StartAgainAsync(string flowId, CancellationToken cancellationToken = default)
    {
        FlowIds.Check(flowId);
        using var span = FlowTracing.StartSend();
        var (ended, next, refusal) = await known.AgainAsync(flowId, cancellationToken).ConfigureAwait(false);
        if (next is null)
            return new(flowId, null, refusal);
        next = await flows.SealAsync(next, cancellationToken).ConfigureAwait(false);
        var first = Messages.Start(Place.Root(next), FlowValue.None, time.GetUtcNow());
        tracing.Sending(span, first);
        var accept = flows.Accept(next, ended.Name, first) with
        {
            UniqueKey = ended.UniqueKey,
            StartsAgain = flowId,
            TurnKey = ended.TurnKey,
            TurnLimit = Math.Max(ended.TurnLimit, 1),
            Expected = ended.Expected,
        };
        var (holder, created) = await AcceptInLineAsync(accept, first, cancellationToken).ConfigureAwait(false);
        if (!created)
        {
            // Race: where the flow holds its own key, it was retried since it was read.
            return holder.Key.FlowId == flowId
                ? new(flowId, null, FlowRefusal.Running)
                : new(flowId, null, FlowRefusal.KeyHeld, holder.Key.FlowId);
        }

        if (accept.TurnKey is null)
            await outbox.SendFirstAsync(next.Key, first, cancellationToken).ConfigureAwait(false);
        return new(flowId, next.Key.FlowId);
    }

    public ValueTask<ReplayReport> ReplayDeadLettersAsync(
        string queue, string? flowId = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(queue);
        if (flowId is not null)
            FlowIds.Check(flowId);
        return replay.RunAsync(queue, flowId, RetryAsync, cancellationToken);
    }

    async ValueTask<ReadOnlyMemory<byte>> IFlowSource.WaitAsync(string flowId, CancellationToken cancellationToken)
    {
        var record = await watch.WaitAsync(new FlowKey(flowId, 0), cancellationToken).ConfigureAwait(false);
        FlowEnds.ThrowUnlessSucceeded(record);
        return await ResultAsync(record, cancellationToken).ConfigureAwait(false);
    }

    IAsyncEnumerable<ToldMember> IFlowSource.ResultsAsync(string flowId, CancellationToken cancellationToken) => results.ReadAsync(flowId, cancellationToken);

    ValueTask IFlowSource.StartAsync(string flowId, CancellationToken cancellationToken) => unstarted.StartAsync(flowId, cancellationToken);

    private async ValueTask<ReadOnlyMemory<byte>> ResultAsync(FlowRecord record, CancellationToken cancellationToken)
    {
        try
        {
            return await ValueReader.ReadAsync(store, record.Key, record.Outcome.Value, cancellationToken).ConfigureAwait(false);
        }
        catch (FlowFormatException e) when (e.IsProtected)
        {
            throw new TaskResultException($"The result of flow {record.Key.FlowId} cannot be read here. {ProtectedForm.Unreadable}", e);
        }
    }

    private async ValueTask<TaskHandle<TOut>> AcceptAsync<TOut>(ISignature<TOut> signature, DbTransaction? transaction, CancellationToken cancellationToken)
    {
        using var span = FlowTracing.StartSend();
        var now = time.GetUtcNow();
        var own = signature.Node.Options ?? StepOptions.None;
        if (transaction is not null && own.UniqueKey is { } unique)
            throw new InvalidOperationException($"The key '{unique}' (Unique) cannot be held in a transaction of yours: who has it is known only after the commit. Enqueue after the commit, or give the flow an id (WithId).");
        var key = new FlowKey(own.FlowId ?? FlowIds.Create(now), 0);
        var flow = await flows.SealAsync(flows.Compile(signature, key, stored: true), cancellationToken).ConfigureAwait(false);
        var first = Messages.Start(Place.Root(flow), FlowValue.None, now);
        tracing.Sending(span, first);
        var accept = flows.Accept(flow, own.Name, first) with
        {
            UniqueKey = own.UniqueKey,
            UniqueWindow = own.UniqueWindow,
            TurnKey = own.TurnKey,
            TurnLimit = own.TurnLimit,
            Expected = own.Expected,
        };
        var (record, created) = transaction is null
            ? await AcceptInLineAsync(accept, first, cancellationToken).ConfigureAwait(false)
            : await store.AcceptAsync(accept, transaction, cancellationToken).ConfigureAwait(false);
        if (created)
        {
            observer?.Started(key.FlowId, signature);
            if (transaction is not null)
                unstarted.Add(flow.Key, first, own.TurnKey);
            else if (own.TurnKey is null)
                await outbox.SendFirstAsync(flow.Key, first, cancellationToken).ConfigureAwait(false);
        }
        else if (record.Key.FlowId == key.FlowId && record.PlanHash != flow.Plan.Hash && !own.IsChild)
        {
            throw await known.ConflictAsync(record, signature, cancellationToken).ConfigureAwait(false);
        }

        return new TaskHandle<TOut>(record.Key.FlowId, this, flows.ResultInfo(signature), existed: !created);
    }

    // With a line: accepted, and begun where it is its turn, in one transaction. Others whose turn has come meanwhile are begun too.
    private async ValueTask<AcceptedFlow> AcceptInLineAsync(AcceptFlow accept, TaskMessage first, CancellationToken cancellationToken)
    {
        if (accept.TurnKey is not { } line)
            return await store.ExecuteAsync(accept, cancellationToken).ConfigureAwait(false);
        var (pass, begin) = (new PassTurn(line), turns.Begin(accept.Key));
        await store.ExecuteAsync([accept, pass, begin], cancellationToken).ConfigureAwait(false);
        if (accept.Result.Created && begin.Result.Messages.Count > 0)
            await outbox.SendFirstAsync(accept.Key, first, cancellationToken).ConfigureAwait(false);
        else
            await outbox.SendOwedAsync(begin.Result.Flow.Key, begin.Result.Messages, cancellationToken).ConfigureAwait(false);
        if (pass.Result.HasMore || pass.Result.Begins.Any(f => f != accept.Key))
            await turns.TryPassAsync(line, cancellationToken).ConfigureAwait(false);
        return accept.Result;
    }

    // Methods of their own: what is captured is allocated where a method begins, and most calls know no middleware.
    private ValueTask<TaskHandle<TOut>> AcceptWithinAsync<TOut>(ISignature<TOut> signature, DbTransaction? transaction, CancellationToken cancellationToken) =>
        middleware.EnqueueAsync(signature, s => AcceptAsync(s, transaction, cancellationToken));

    private ValueTask SendWithinAsync<TOut>(ISignature<TOut> signature, CancellationToken cancellationToken) =>
        middleware.SendAsync(signature, s => sent.SendAsync(s, cancellationToken));
}
