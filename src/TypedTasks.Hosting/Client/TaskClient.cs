using System.Data.Common;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Options;
using TypedTasks.Engine;
using TypedTasks.Hosting.Observability;
using TypedTasks.Hosting.Protection;
using TypedTasks.Hosting.Sending;
using TypedTasks.Hosting.Shared;
using TypedTasks.Paths;
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
    FlowRetry retry,
    FlowResume resume,
    EventRaising events,
    KnownFlows known,
    DelayedStart delayed,
    Outbox outbox,
    Turns turns,
    UnstartedFlows unstarted,
    Nonces nonces,
    BrokerIncarnation broker,
    DeadLetterReplay replay,
    CompletionWatch watch,
    FlowTracing tracing,
    TimeProvider time,
    IOptions<TypedTasksOptions> options,
    EnqueueMiddlewares middleware,
    Courier courier,
    IFlowObserver? observer = null) : ITaskClient, IFlowSource
{
    private const int MaxSentPlan = 48 * 1024;

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
        return middleware.IsEmpty ? SendFirstAsync(signature, cancellationToken) : SendWithinAsync(signature, cancellationToken);
    }

    public ValueTask SendAsync<TIn, TOut>(ISignature<TIn, TOut> signature, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("A partial signature cannot be sent.");

    /// <summary>Proposes an occurrence of a schedule with its flow, whose first message the broker holds back until it is due.</summary>
    /// <param name="signature">What the occurrence runs.</param>
    /// <param name="flowId">The id of the flow.</param>
    /// <param name="name">The schedule, which the flow is called where it has no name of its own.</param>
    /// <param name="due">When it starts.</param>
    /// <param name="propose">Makes the proposal.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public ValueTask<ProposedOccurrence> ProposeAsync<TOut>(
        ISignature<TOut> signature, string flowId, string name, DateTimeOffset due, Func<AcceptFlow, ProposeOccurrence> propose, CancellationToken cancellationToken) =>
        middleware.IsEmpty
            ? ProposeLastAsync(signature, flowId, name, due, propose, cancellationToken)
            : middleware.ProposeAsync(
                signature,
                async s =>
                {
                    var result = await ProposeLastAsync(s, flowId, name, due, propose, cancellationToken).ConfigureAwait(false);
                    return (result, new TaskHandle<TOut>(flowId, this, ResultInfo(s), existed: result.Verdict != OccurrenceVerdict.Started));
                });

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
        next = await SealAsync(next, cancellationToken).ConfigureAwait(false);
        var first = Messages.Start(Place.Root(next), FlowValue.None, time.GetUtcNow());
        tracing.Sending(span, first);
        var accept = Accept(next, ended.Name, first) with
        {
            UniqueKey = ended.UniqueKey,
            StartsAgain = flowId,
            TurnKey = ended.TurnKey,
            TurnLimit = Math.Max(ended.TurnLimit, 1),
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
        return record.State switch
        {
            FlowState.Succeeded => await ResultAsync(record, cancellationToken).ConfigureAwait(false),
            FlowState.Failed => throw new TaskFailedException(flowId, FailureJson.Read(record.Outcome.Failure!.Value)),
            FlowState.Cancelled => throw new FlowCancelledException(flowId),
            _ => throw new FlowUnknownException(flowId),
        };
    }

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
        var flow = await SealAsync(Compile(signature, key, stored: true), cancellationToken).ConfigureAwait(false);
        var first = Messages.Start(Place.Root(flow), FlowValue.None, now);
        tracing.Sending(span, first);
        var accept = Accept(flow, own.Name, first) with
        {
            UniqueKey = own.UniqueKey,
            UniqueWindow = own.UniqueWindow,
            TurnKey = own.TurnKey,
            TurnLimit = own.TurnLimit,
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

        return new TaskHandle<TOut>(record.Key.FlowId, this, ResultInfo(signature), existed: !created);
    }

    private async ValueTask<ProposedOccurrence> ProposeLastAsync<TOut>(
        ISignature<TOut> signature, string flowId, string name, DateTimeOffset due, Func<AcceptFlow, ProposeOccurrence> propose, CancellationToken cancellationToken)
    {
        using var span = FlowTracing.StartSend();
        var own = signature.Node.Options ?? StepOptions.None;
        if (own.FlowId is not null || own.UniqueKey is not null || own.TurnKey is not null)
        {
            var has = (own.FlowId, own.UniqueKey) switch
            {
                ({ } id, _) => $"WithId(\"{id}\")",
                (_, { } unique) => $"Unique(\"{unique}\")",
                _ => $"InTurn(\"{own.TurnKey}\")",
            };
            throw new InvalidOperationException(
                $"What schedule '{name}' composes has {has}, but its flows are named by their occurrences: leave it out, and say by Overlap what may run beside each other.");
        }

        var now = time.GetUtcNow();
        var flow = await SealAsync(Compile(signature, new(flowId, 0), stored: true), cancellationToken).ConfigureAwait(false);
        var first = Messages.Start(Place.Root(flow), FlowValue.None, due > now ? due : now);
        if (due > now && !(first.NotBefore > due))
            first = first with { NotBefore = due };
        tracing.Sending(span, first);
        var result = await store.ExecuteAsync(propose(Accept(flow, own.Name ?? name, first)), cancellationToken).ConfigureAwait(false);
        if (result.Verdict == OccurrenceVerdict.Started)
        {
            observer?.Started(flowId, signature);
            await outbox.SendFirstAsync(flow.Key, first, cancellationToken).ConfigureAwait(false);
        }

        return result;
    }

    // With a line: accepted, and begun where it is its turn, in one transaction. Others whose turn has come meanwhile are begun too.
    private async ValueTask<AcceptedFlow> AcceptInLineAsync(AcceptFlow accept, TaskMessage first, CancellationToken cancellationToken)
    {
        if (accept.TurnKey is not { } line)
            return await store.ExecuteAsync(accept, cancellationToken).ConfigureAwait(false);
        var (pass, begin) = (new PassTurn(line), turns.Begin(accept.Key));
        await store.ExecuteAsync([accept, pass, begin], cancellationToken).ConfigureAwait(false);
        if (begin.Result.Messages.Count > 0)
            await outbox.SendFirstAsync(accept.Key, first, cancellationToken).ConfigureAwait(false);
        if (pass.Result.HasMore || pass.Result.Begins.Any(f => f != accept.Key))
            await turns.TryPassAsync(line, cancellationToken).ConfigureAwait(false);
        return accept.Result;
    }

    // What its messages carry has to be known before the first of them is made.
    private async ValueTask<Flow> SealAsync(Flow flow, CancellationToken cancellationToken)
    {
        await store.OpenAsync(cancellationToken).ConfigureAwait(false);
        return flow with { Key = flow.Key with { Seal = new(nonces.Next(), flow.Plan.Hash) }, Store = store.Identity, IsKept = options.Value.RecordHandOffs };
    }

    private AcceptFlow Accept(Flow flow, string? name, TaskMessage first) => new(
        flow.Key, flow.Key.Seal!.Value.Nonce, name, flow.Plan.Hash, flow.Plan.Json, options.Value.FlowLifetime, first)
    {
        IsSealed = true,
        Broker = broker.Id,
        Compensation = flow.Plan.IsCompensated ? Compensations.Message(flow) : null,
        Tasks = PlanSteps.Tasks(flow.Plan.Root),
        Waits = WaitRules.Keys(flow.Plan.Root),
        FreesResults = !PlanWalk.Any(flow.Plan.Root, static n => n.Side is not null || n.Call is { IsReplaced: true }),
    };

    // Methods of their own: what is captured is allocated where a method begins, and most calls know no middleware.
    private ValueTask<TaskHandle<TOut>> AcceptWithinAsync<TOut>(ISignature<TOut> signature, DbTransaction? transaction, CancellationToken cancellationToken) =>
        middleware.EnqueueAsync(signature, s => AcceptAsync(s, transaction, cancellationToken));

    private ValueTask SendWithinAsync<TOut>(ISignature<TOut> signature, CancellationToken cancellationToken) =>
        middleware.SendAsync(signature, s => SendFirstAsync(s, cancellationToken));

    private ValueTask SendFirstAsync<TOut>(ISignature<TOut> signature, CancellationToken cancellationToken) =>
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

    private ValueTask SendOneAsync(TaskMessage message, CancellationToken cancellationToken) => Transport.SendAsync([message], cancellationToken);

    private TaskMessage First(ISignature signature)
    {
        var now = time.GetUtcNow();
        var key = new FlowKey(signature.Node.Options?.FlowId ?? FlowIds.Create(now), 0);
        var flow = Compile(signature, key, stored: false);
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

        observer?.Started(key.FlowId, signature);
        return Messages.Start(Place.Root(flow), FlowValue.None, now);
    }

    private ITransport Transport => courier.Transport ?? throw new InvalidOperationException(
        "No transport is configured: add one with UseAmqp(connectionString) or UseServiceBus(connectionString).");

    private Flow Compile(ISignature signature, FlowKey key, bool stored)
    {
        if (!options.Value.Priorities && PlanWalk.HasPriorities(signature.Node))
        {
            throw new InvalidOperationException(
                "The signature has a priority, but priorities are off, and no worker would take its steps: set "
                + "TypedTasksOptions.Priorities here and in every worker, AddTypedTasks(o => o.Priorities = true).");
        }

        if (!options.Value.OrderingKeys && PlanWalk.HasOrderingKeys(signature.Node))
        {
            throw new InvalidOperationException(
                "The signature has an ordering key, but ordering keys are off, and no worker would take its steps: set "
                + "TypedTasksOptions.OrderingKeys here and in every worker, AddTypedTasks(o => o.OrderingKeys = true).");
        }

        RootOptions.Check(signature.Node, isReturned: false);
        var root = PlanCompiler.Compile(signature.Node);
        if (stored && Lifetime.Refusal(root, options.Value.FlowLifetime, time.GetUtcNow()) is { } tooLate)
            throw new InvalidOperationException(tooLate);
        if (WaitRules.Refusal(root, options.Value.FlowLifetime) is { } unkept)
            throw new InvalidOperationException(unkept);
        if (catalog.OrderingConflict(root) is { } conflict)
            throw new InvalidOperationException(conflict);
        if (PlanWalk.Depth(root) is var depth and > StepPath.MaxDepth)
        {
            throw new InvalidOperationException(
                $"The signature is nested {depth} levels deep; at most {StepPath.MaxDepth} are possible. Compose it flatter, or let a step "
                + "start a flow of its own with TaskContext.EnqueueAsync.");
        }

        var json = PlanWriter.Write(root, catalog.Json);
        var plan = new PlanReference(root, json, !stored || json.Length <= PlanReference.MaxInline);
        return new Flow(key, stored, plan, FlowTracing.Caller());
    }

    private JsonTypeInfo<TOut> ResultInfo<TOut>(ISignature<TOut> signature) =>
        ((Signature)(ISignature)signature).ResultInfo(catalog.Json) as JsonTypeInfo<TOut>
        ?? (JsonTypeInfo<TOut>)catalog.Json.GetTypeInfo(typeof(TOut));
}
