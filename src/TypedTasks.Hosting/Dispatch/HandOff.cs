using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TypedTasks.Engine;
using TypedTasks.Hosting.Observability;
using TypedTasks.Hosting.Protection;
using TypedTasks.Hosting.Sending;
using TypedTasks.Hosting.Shared;
using TypedTasks.Storage;
using TypedTasks.Transport;
using TypedTasks.Wire;

namespace TypedTasks.Hosting.Dispatch;

/// <summary>Applies effects in the one order that loses nothing: store, then broker and settlement together.</summary>
internal sealed partial class HandOff(
    FlowStore store,
    MessageNotes notes,
    CompensationPlanner compensations,
    CompletionWatch watch,
    Turns turns,
    TimeProvider time,
    IOptions<TypedTasksOptions> options,
    ILogger<HandOff> logger,
    Courier courier)
{
    /// <summary>Records, sends, and completes the message or moves it to the dead-letter queue.</summary>
    public ValueTask ApplyAsync(IDelivery delivery, Conclusion.HandOver over, CancellationToken cancellationToken)
    {
        notes.Waits(over.Effects.Sends);
        if (over.Letter is { } letter)
            return DeadLetterAsync(delivery, over, letter, cancellationToken);

        // A step of a stored flow that ran has always something to hand off, outside of side branches. Where there is nothing it was settled unrun.
        var unrun = over is { IsDeferred: false, WasHandedOff: false, Effects.IsEmpty: true } ? Retries.StoredKey(delivery.Message) : null;

        // Steps of flows that nobody keeps, which are the cheapest there are.
        return over.RecordsNothing && unrun is null && !StepMetrics.CountsHandOffs
            ? delivery.CompleteAsync(over.Effects.Sends)
            : RecordAndCompleteAsync(delivery, over, unrun, cancellationToken);
    }

    /// <summary>Records what has to be recorded, and what that asks for in turn, until only messages are left.</summary>
    /// <param name="over">What to record.</param>
    /// <param name="cause">The message whose end it is; kept when it has failed, so that a retry of the flow can send it again.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The messages that are due.</returns>
    public async ValueTask<Outgoing> RecordAsync(Conclusion.HandOver over, TaskMessage? cause, CancellationToken cancellationToken)
    {
        var effects = over.Effects;
        var outgoing = new Outgoing(effects.Sends);
        outgoing.AddOwed(over.Due);
        var park = cause is not null && Retries.FailedKey(effects) is { } key ? Retries.Park(key, cause) : null;
        var compensated = effects.CompensationsEnded;
        while (effects.Records)
        {
            effects = await RecordOnceAsync(effects, park, cause, outgoing, cancellationToken).ConfigureAwait(false);
            compensated ??= effects.CompensationsEnded;
            park = null;
        }

        if (compensated is not null)
        {
            var undone = await compensations.EndAsync(compensated, cancellationToken).ConfigureAwait(false);
            watch.Signal(undone);
            await turns.PassOnAsync(undone, cancellationToken).ConfigureAwait(false);
        }

        // Last: what this hand-off has recorded must be there when the compensations are planned.
        if (over.Ended is { } ended)
        {
            var end = new EndStep(ended.Place.Flow.Key, ended.Place.Path.Text, ended.Run);
            outgoing.AddOwed(await store.ExecuteAsync(end, cancellationToken).ConfigureAwait(false));
        }

        await ReleaseAsync(over.Released, outgoing, cancellationToken).ConfigureAwait(false);

        // What has taken a place in line is kept there, and its message is replaced once it is passed on.
        if (over.Kept is { } kept && (!over.IsDeferred || !over.Effects.IsEmpty))
            await KeepAsync(kept, cause, outgoing, cancellationToken).ConfigureAwait(false);
        return outgoing;
    }

    /// <summary>Sends what was recorded to be due, outside of a delivery.</summary>
    /// <exception cref="TransportException">It is not known to be sent; what is owed stays owed.</exception>
    public async ValueTask SendAsync(Outgoing outgoing, CancellationToken cancellationToken)
    {
        if (outgoing.Messages.Count == 0)
            return;
        await courier.Transport!.SendAsync(outgoing.Messages, cancellationToken).ConfigureAwait(false);
        Sent(outgoing);
    }

    private async ValueTask RecordAndCompleteAsync(
        IDelivery delivery, Conclusion.HandOver over, FlowKey? unrun, CancellationToken cancellationToken)
    {
        var parked = unrun is { } key
            ? await ParkAsync(key, delivery.Message, isTooLate: await HasTimedOutAsync(key, delivery.Message, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false)
            : null;
        var outgoing = await RecordAsync(over, delivery.Message, cancellationToken).ConfigureAwait(false);
        outgoing.AddOwed(parked);
        await delivery.CompleteAsync(outgoing.Messages).ConfigureAwait(false);
        StepMetrics.HandedOff(delivery.Message.Queue, outgoing.Messages.Count);
        Sent(outgoing);
        if (outgoing.IsKept)
            notes.Settled(delivery.Message);
    }

    // No broker sends and dead-letters in one transaction: what became due is owed, and may be sent twice under its one id.
    private async ValueTask DeadLetterAsync(
        IDelivery delivery, Conclusion.HandOver over, DeadLetterReason letter, CancellationToken cancellationToken)
    {
        var outgoing = await RecordAsync(over, delivery.Message, cancellationToken).ConfigureAwait(false);
        try
        {
            await SendAsync(outgoing, cancellationToken).ConfigureAwait(false);
        }
        catch (TransportException e)
        {
            // Upkeep sends it.
            LogOwed(logger, outgoing.Messages[0].FlowId, logger.OneLineOf(e));
        }

        await delivery.DeadLetterAsync(letter.Code, letter.Text).ConfigureAwait(false);
        if (outgoing.IsKept)
            notes.Settled(delivery.Message);
    }

    private void Sent(Outgoing outgoing)
    {
        foreach (var message in outgoing.Owed)
            notes.Accepted(message, isLate: outgoing.IsPassedOn(message));
    }

    // Last of all: what it says is handed off must be recorded.
    private async ValueTask KeepAsync(FlowKey key, TaskMessage? cause, Outgoing outgoing, CancellationToken cancellationToken)
    {
        outgoing.IsKept = cause is not null;
        var made = outgoing.Messages.Except(outgoing.Owed).ToArray();
        var kept = new RecordHandOff(key, MessageIds.FullNameOf(cause), made);
        outgoing.SendInstead(made, await store.ExecuteAsync(kept, cancellationToken).ConfigureAwait(false));
    }

    // One turn of store and engine: what is recorded says what follows.
    private async ValueTask<Effects> RecordOnceAsync(
        Effects effects, ParkMessage? park, TaskMessage? cause, Outgoing outgoing, CancellationToken cancellationToken)
    {
        var operations = new List<StoreOperation>(effects.Members.Count + 2);
        if (park is not null)
            operations.Add(park);
        foreach (var member in effects.Members)
        {
            operations.Add(member.Operation);
            if (FlowTracing.Trace(member.Operation) is { } trace)
                operations.Add(trace);
        }

        if (effects.Finish is not null)
            operations.Add(effects.Finish);
        await store.ExecuteAsync(operations, cancellationToken).ConfigureAwait(false);
        if (operations.Find(static o => o.IsRefused) is { Writes.FlowId: var flowId })
            LogRefused(logger, cause?.Id, cause?.Queue, flowId);

        // Race: a step succeeds after a time-out has failed the scope around it. That counts no more, so a retry needs the message.
        if (cause is not null && TooLate(effects.Members) is { } key)
            outgoing.AddOwed(await ParkAsync(key, cause, isTooLate: true, cancellationToken).ConfigureAwait(false));

        var now = time.GetUtcNow();
        var next = FlowEngine.Recorded(effects.Members, now);
        outgoing.Add(next);
        if (next.AllFailed.Count > 0)
        {
            var climbed = await ClimbAllFailedAsync(next.AllFailed, now, cancellationToken).ConfigureAwait(false);
            outgoing.Add(climbed);
            next = next.And(climbed);
        }

        if (effects.Finish is { } finish)
        {
            Finished(finish, cause, outgoing);
            await turns.PassOnAsync(finish.Result, cancellationToken).ConfigureAwait(false);
        }

        outgoing.AddOwed(park?.Result);
        return next;
    }

    private void Finished(FinishFlow finish, TaskMessage? cause, Outgoing outgoing)
    {
        watch.Signal(finish.Result);
        outgoing.AddOwed(finish.Result.Owed);

        // A flow of one step has nothing but its result.
        if (finish.Result.State == FlowState.Succeeded && cause is { Step.Length: > 0 })
            store.WriteBehind(new FreeResults(finish.Key));
    }

    /// <summary>Keeps a message whose step has come to nothing, where that is because the flow has failed: a retry needs it.</summary>
    private async ValueTask<TaskMessage?> ParkAsync(FlowKey key, TaskMessage message, bool isTooLate, CancellationToken cancellationToken) =>
        Retries.Park(key, message, isTooLate) is { } park ? await store.ExecuteAsync(park, cancellationToken).ConfigureAwait(false) : null;

    // Race: a time-out has failed its scope, and what follows was not recorded before the flow failed. Where another delivery of its message comes later, a retry needs it.
    private async ValueTask<bool> HasTimedOutAsync(FlowKey key, TaskMessage message, CancellationToken cancellationToken) =>
        message.Subject == Messages.LimitSubject && EnvelopeReader.Read(message) is { Kind: MessageKind.Limit, Path: var body }
        && (await store.ExecuteAsync(new GetMember(key, body.Parent.Text, 0), cancellationToken).ConfigureAwait(false)).Member is { Succeeded: false };

    // The flow in which a success is recorded as a failure.
    private static FlowKey? TooLate(IReadOnlyList<MemberRecord> members)
    {
        foreach (var member in members)
        {
            if (member.Operation is { Outcome.Succeeded: true, Result.Member: { Succeeded: false } })
                return member.Operation.Key;
        }

        return null;
    }

    private async ValueTask<Effects> ClimbAllFailedAsync(
        IReadOnlyList<MemberRecord> failed, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var reads = failed.Select(static f => new ReadMembers(f.Operation.Key, f.Operation.Join, 0, f.Operation.Count)).ToArray();
        await store.ExecuteAsync(reads, cancellationToken).ConfigureAwait(false);
        return FlowEngine.AllFailed(failed.Zip(reads, static (f, r) => (f.Join, r.Result)), now);
    }

    private async ValueTask ReleaseAsync(ReleasedAttempt? ended, Outgoing outgoing, CancellationToken cancellationToken)
    {
        if (ended is null)
            return;
        var releases = ended.Permits.Select(p => new ReleasePermit(p.Name, ended.Holder, ended.Run) { Limit = p.Limit, LostAfter = options.Value.FlowLifetime, HasEarlierRuns = EndedStep.HasEarlier(ended.Run) }).ToArray();
        await store.ExecuteAsync(releases, cancellationToken).ConfigureAwait(false);
        foreach (var release in releases)
            outgoing.AddPassedOn(release.Result);
    }

    [LoggerMessage(2, LogLevel.Error, "Message {MessageId} of queue {Queue} does not carry what flow {FlowId} was accepted with: nothing is recorded of it. It was forged, is left over from an earlier flow of this id, or the store has lost this one")]
    private static partial void LogRefused(ILogger logger, string? messageId, string? queue, string flowId);

    [LoggerMessage(1, LogLevel.Warning, "What flow {FlowId} goes on with was not sent with its dead-lettered message ({Reason}); it is sent later")]
    private static partial void LogOwed(ILogger logger, string flowId, string reason);
}
