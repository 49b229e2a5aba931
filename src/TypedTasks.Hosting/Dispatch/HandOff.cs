using Microsoft.Extensions.Logging;
using TypedTasks.Engine;
using TypedTasks.Hosting.Observability;
using TypedTasks.Hosting.Shared;
using TypedTasks.Storage;
using TypedTasks.Transport;

namespace TypedTasks.Hosting.Dispatch;

/// <summary>Applies effects in the one order that loses nothing: store, then broker and settlement together.</summary>
internal sealed partial class HandOff(
    FlowStore store,
    CompensationPlanner compensations,
    CompletionWatch watch,
    TimeProvider time,
    ILogger<HandOff> logger,
    ITransport? transport = null)
{
    /// <summary>Records what has to be recorded, and what that asks for in turn, until only messages are left.</summary>
    /// <param name="effects">What to record.</param>
    /// <param name="cause">The message whose end it is; kept when it has failed, so that a retry of the flow can send it again.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async ValueTask RecordAsync(Effects effects, TaskMessage? cause, CancellationToken cancellationToken)
    {
        var park = cause is not null && Retries.FailedKey(effects) is { } key ? Retries.Park(key, cause) : null;
        while (effects.Members.Count > 0 || effects.Finish is not null)
        {
            await RecordOnceAsync(effects, park, cause, cancellationToken).ConfigureAwait(false);
            effects.SendOwed(park?.Result);
            park = null;
        }

        if (effects.CompensationsEnded is { } compensated)
            watch.Signal(await compensations.EndAsync(compensated, cancellationToken).ConfigureAwait(false));

        // Last: what this hand-off has recorded must be there when the compensations are planned.
        if (effects.Ended is { } ended)
        {
            var end = new EndStep(ended.Place.Flow.Key, ended.Place.Path.Text, ended.Run);
            effects.SendOwed(await store.ExecuteAsync(end, cancellationToken).ConfigureAwait(false));
        }

        await ReleaseAsync(effects, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Records, sends and completes.</summary>
    public ValueTask ApplyAsync(IDelivery delivery, Effects effects, CancellationToken cancellationToken)
    {
        var unrun = effects is { IsEmpty: true, IsDeferred: false } ? Retries.StoredKey(delivery.Message) : null;
        // Steps of flows that nobody keeps, which are the cheapest there are.
        return effects.RecordsNothing && unrun is null
            ? delivery.CompleteAsync(effects.Sends)
            : RecordAndCompleteAsync(delivery, effects, unrun, cancellationToken);
    }

    private async ValueTask RecordAndCompleteAsync(IDelivery delivery, Effects effects, FlowKey? unrun, CancellationToken cancellationToken)
    {
        if (unrun is { } key)
            await ParkUnrunAsync(key, delivery.Message, effects, cancellationToken).ConfigureAwait(false);
        await RecordAsync(effects, delivery.Message, cancellationToken).ConfigureAwait(false);
        await delivery.CompleteAsync(effects.Sends).ConfigureAwait(false);
        Sent(effects);
    }

    /// <summary>Sends what was recorded to be due, outside of a delivery.</summary>
    /// <exception cref="TransportException">It is not known to be sent; what is owed stays owed.</exception>
    public async ValueTask SendAsync(Effects effects, CancellationToken cancellationToken)
    {
        if (effects.Sends.Count == 0)
            return;
        await transport!.SendAsync(effects.Sends, cancellationToken).ConfigureAwait(false);
        Sent(effects);
    }

    /// <summary>
    /// Records, sends, and moves the message to the dead-letter queue, which no broker does in one transaction: what became due is
    /// owed, and may be sent twice under its one id.
    /// </summary>
    public async ValueTask DeadLetterAsync(IDelivery delivery, StepResult.DeadLetter dead, CancellationToken cancellationToken)
    {
        await RecordAsync(dead.Effects, delivery.Message, cancellationToken).ConfigureAwait(false);
        await SendOwedAsync(dead.Effects, cancellationToken).ConfigureAwait(false);
        await delivery.DeadLetterAsync(dead.Reason, dead.Description).ConfigureAwait(false);
    }

    private async ValueTask SendOwedAsync(Effects effects, CancellationToken cancellationToken)
    {
        try
        {
            await SendAsync(effects, cancellationToken).ConfigureAwait(false);
        }
        catch (TransportException e)
        {
            // The reconciler sends it.
            LogOwed(logger, effects.Sends[0].FlowId, e);
        }
    }

    private void Sent(Effects effects)
    {
        foreach (var id in effects.Settled)
            store.WriteBehind(new DeleteOwed(id));
    }

    private async ValueTask RecordOnceAsync(
        Effects effects, ParkMessage? park, TaskMessage? cause, CancellationToken cancellationToken)
    {
        var members = effects.TakeMembers();
        var finish = effects.Finish;
        effects.Finish = null;

        var operations = new List<StoreOperation>(members.Count + 2);
        if (park is not null)
            operations.Add(park);
        foreach (var member in members)
        {
            operations.Add(member.Operation);
            if (FlowTracing.Trace(member.Operation) is { } trace)
                operations.Add(trace);
        }

        if (finish is not null)
            operations.Add(finish);
        await store.ExecuteAsync(operations, cancellationToken).ConfigureAwait(false);

        var now = time.GetUtcNow();
        foreach (var member in members)
            FlowEngine.Recorded(member, member.Operation.Result, now, effects);
        await ClimbAllFailedAsync(effects, now, cancellationToken).ConfigureAwait(false);
        if (finish is not null)
        {
            watch.Signal(finish.Result);
            effects.SendOwed(finish.Result.Owed);

            // A flow of one step has nothing but its result.
            if (finish.Result.State == FlowState.Succeeded && cause is { Step.Length: > 0 })
                store.WriteBehind(new FreeResults(finish.Key));
        }
    }

    /// <summary>
    /// A step of a stored flow that ran has always something to hand off, outside of side branches. Where there is nothing it
    /// was settled unrun: if that is because the flow has failed, a retry needs the message.
    /// </summary>
    private async ValueTask ParkUnrunAsync(FlowKey key, TaskMessage message, Effects effects, CancellationToken cancellationToken)
    {
        if (Retries.Park(key, message) is not { } park)
            return;
        effects.SendOwed(await store.ExecuteAsync(park, cancellationToken).ConfigureAwait(false));
    }

    private async ValueTask ClimbAllFailedAsync(Effects effects, DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var (join, _, operation) in effects.TakeAllFailed())
        {
            var members = await store.ExecuteAsync(
                new ReadMembers(operation.Key, operation.Join, 0, operation.Count), cancellationToken).ConfigureAwait(false);
            FlowEngine.Fail(join, Joining.AllFailed(join, members), now, effects);
        }
    }

    private async ValueTask ReleaseAsync(Effects effects, CancellationToken cancellationToken)
    {
        if (effects.Released is not { } ended)
            return;
        var release = new ReleasePermits(ended.Holder, ended.MessageId, ended.DeliveryCount);
        foreach (var turn in await store.ExecuteAsync(release, cancellationToken).ConfigureAwait(false))
            effects.SendOwed(turn);
    }

    [LoggerMessage(1, LogLevel.Warning, "What flow {FlowId} goes on with was not sent with its dead-lettered message; it is sent later")]
    private static partial void LogOwed(ILogger logger, string flowId, Exception exception);
}
