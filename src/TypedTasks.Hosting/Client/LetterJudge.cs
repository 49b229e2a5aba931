using TypedTasks.Hosting.Shared;
using TypedTasks.Plans;
using TypedTasks.Storage;
using TypedTasks.Transport;
using TypedTasks.Wire;

namespace TypedTasks.Hosting.Client;

/// <summary>
/// Says what is to be done with a dead letter. Of a flow of the store it keeps the message for the retry first and retries then,
/// so that the retry has it even if no worker has seen the letter.
/// </summary>
internal sealed class LetterJudge(FlowStore store, MessageNotes notes, TransferredLetters transferred)
{
    public async ValueTask<LetterVerdict> JudgeAsync(
        TaskMessage message,
        bool inTransfer,
        string? flowId,
        Func<string, CancellationToken, ValueTask<RetryResult>> retry,
        ReplayTally tally,
        CancellationToken cancellationToken)
    {
        try
        {
            var envelope = EnvelopeReader.Read(message);
            var key = envelope.Key;
            if (flowId is not null && key.FlowId != flowId)
                return LetterVerdict.NotMeant;
            if (envelope.Stored)
            {
                return store.IsConfigured && !store.IsForeign(envelope.Store)
                    ? await JudgeStoredAsync(envelope, message, inTransfer, retry, tally, cancellationToken).ConfigureAwait(false)
                    : LetterVerdict.Stay(ReplaySkip.FlowUnknown);
            }

            // Nothing is recorded of it: the generation is in the message alone.
            var whole = inTransfer ? await transferred.RedirectAsync(message, envelope, cancellationToken).ConfigureAwait(false) : message;
            return LetterVerdict.Replay(CarriedMessage.Create(whole, key.Generation + 1));
        }
        catch (FlowFormatException)
        {
            return LetterVerdict.Stay(ReplaySkip.Unreadable);
        }
    }

    /// <summary>The broker has what was sent in the place of a letter.</summary>
    public void Sent(LetterVerdict verdict)
    {
        if (verdict.IsOwed)
            notes.Accepted(verdict.Messages[0], isLate: true);
    }

    private async ValueTask<LetterVerdict> JudgeStoredAsync(
        Envelope envelope,
        TaskMessage message,
        bool inTransfer,
        Func<string, CancellationToken, ValueTask<RetryResult>> retry,
        ReplayTally tally,
        CancellationToken cancellationToken)
    {
        var key = envelope.Key;
        var record = await store.ExecuteAsync(new GetFlow(key), cancellationToken).ConfigureAwait(false);
        var isOld = record.Key.Generation > key.Generation;
        if (record.State == FlowState.Unknown)
            return LetterVerdict.Stay(ReplaySkip.FlowUnknown);
        if (record.State == FlowState.Compensating || (record.State == FlowState.Running && !isOld))
            return LetterVerdict.Stay(ReplaySkip.FlowRunning);
        if (Retries.Park(key, message) is null)
            return LetterVerdict.Stay(ReplaySkip.NotRepeated);
        if (record.State is FlowState.Succeeded or FlowState.Cancelled)
            return LetterVerdict.Remove(ReplaySkip.FlowEnded);

        var whole = inTransfer ? await transferred.RedirectAsync(message, envelope, cancellationToken).ConfigureAwait(false) : message;
        var park = Retries.Park(key, whole)!;
        if (await store.ExecuteAsync(park, cancellationToken).ConfigureAwait(false) is { } carried)
            return LetterVerdict.Replay(carried) with { IsOwed = true };
        var retried = isOld ? null : await retry(key.FlowId, cancellationToken).ConfigureAwait(false);
        if (retried?.State == FlowState.Running)
            tally.Retried.Add(key.FlowId);
        return tally.Retried.Contains(key.FlowId) ? LetterVerdict.Replay() : LetterVerdict.Remove(retried?.Refusal switch
        {
            null or FlowRefusal.RetriedMeanwhile => ReplaySkip.FlowRetried,
            FlowRefusal.Undone => ReplaySkip.FlowUndone,
            FlowRefusal.KeyHeld => ReplaySkip.KeyHeld,
            _ => ReplaySkip.FlowEnded,
        });
    }
}
