using TypedTasks.Hosting.Protection;
using TypedTasks.Transport;

namespace TypedTasks.Hosting.Client;

/// <summary>
/// Goes once through the dead letters of a queue, each under lock. A letter is removed only together with, or after, what takes
/// its place; whoever is interrupted in between sends the same ids again.
/// </summary>
internal sealed class DeadLetterReplay(LetterJudge judge, TimeProvider time, Courier courier)
{
    // What stays is held until the end, so that it does not come again at once.
    private const int MostHeld = 2000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public async ValueTask<ReplayReport> RunAsync(
        string queue, string? flowId, Func<string, CancellationToken, ValueTask<RetryResult>> retry, CancellationToken cancellationToken)
    {
        var from = courier.Required;
        var tally = new ReplayTally();
        var (dead, transfer) = await CountAsync(from, queue, cancellationToken).ConfigureAwait(false);
        foreach (var (count, inTransfer) in new[] { (dead, false), (transfer, true) })
        {
            if (count == 0)
                continue;
            var options = new ReceiverOptions(Math.Min(count, MostHeld), 0);
            var letters = await from.OpenDeadLettersAsync(queue, inTransfer, options, cancellationToken).ConfigureAwait(false);
            await using (letters.ConfigureAwait(false))
                await RunAsync(letters, count, inTransfer, flowId, retry, tally, cancellationToken).ConfigureAwait(false);
        }

        return tally.Report();
    }

    private static async ValueTask<(int Dead, int Transfer)> CountAsync(ITransport from, string queue, CancellationToken cancellationToken)
    {
        var (dead, transfer) = (0, 0);
        string? cursor = null;
        while (await from.PeekDeadLettersAsync(queue, cursor, cancellationToken).ConfigureAwait(false) is { Messages.Count: > 0 } page)
        {
            transfer += page.Messages.Count(static l => l.InTransfer);
            dead += page.Messages.Count(static l => !l.InTransfer);
            cursor = page.Cursor;
        }

        return (dead, transfer);
    }

    private async ValueTask RunAsync(
        IReceiver letters,
        int count,
        bool inTransfer,
        string? flowId,
        Func<string, CancellationToken, ValueTask<RetryResult>> retry,
        ReplayTally tally,
        CancellationToken cancellationToken)
    {
        List<IDelivery> staying = [];
        for (var i = 0; i < count && staying.Count < MostHeld; i++)
        {
            if (await NextAsync(letters, cancellationToken).ConfigureAwait(false) is not { } letter)
            {
                // Others hold the rest.
                tally.Skip(ReplaySkip.NotHeld, count - i);
                break;
            }

            var verdict = await judge.JudgeAsync(letter.Message, inTransfer, flowId, retry, tally, cancellationToken).ConfigureAwait(false);
            if (verdict.Stays)
            {
                staying.Add(letter);
                tally.Count(verdict);
                continue;
            }

            try
            {
                await letter.CompleteAsync(verdict.Messages).ConfigureAwait(false);
                judge.Sent(verdict);
                tally.Count(verdict);
            }
            catch (LockLostException)
            {
                tally.Skip(ReplaySkip.NotHeld, 1);
            }
        }

        foreach (var letter in staying)
            await letter.AbandonAsync().ConfigureAwait(false);
    }

    private async ValueTask<IDelivery?> NextAsync(IReceiver letters, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            return await letters.ReceiveAsync(both.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }
}
