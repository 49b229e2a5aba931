using Microsoft.Extensions.Logging;
using TypedTasks.Contracts;

namespace TypedTasks.Worker;

/// <summary>
/// Receives from one queue into slots. A slot is free again when user code has returned; hand-offs in flight have their
/// own bound.
/// </summary>
internal sealed partial class QueuePump(
    string queue, IReceiver receiver, int slots, StepDispatcher dispatcher, HandOff handOff, ILogger logger) : IDisposable
{
    private const int MaxHandOffs = 64;

    private readonly SemaphoreSlim handOffs = new(MaxHandOffs, MaxHandOffs);

    public string Queue => queue;

    /// <summary>Runs until the receiver stops, then until every hand-off has ended.</summary>
    /// <param name="abort">Fires when running steps shall end: their messages are given back.</param>
    public async Task RunAsync(CancellationToken abort)
    {
        var loops = new Task[slots];
        for (var i = 0; i < slots; i++)
            loops[i] = Task.Run(() => RunSlotAsync(abort), CancellationToken.None);
        await Task.WhenAll(loops).ConfigureAwait(false);
        for (var i = 0; i < MaxHandOffs; i++)
            await handOffs.WaitAsync(CancellationToken.None).ConfigureAwait(false);
    }

    public void Dispose() => handOffs.Dispose();

    private async Task RunSlotAsync(CancellationToken abort)
    {
        while (await receiver.ReceiveAsync(CancellationToken.None).ConfigureAwait(false) is { } delivery)
        {
            StepResult result;
            try
            {
                result = await dispatcher.DispatchAsync(delivery, abort).ConfigureAwait(false);
            }
            catch (Exception e)
            {
                if (e is not OperationCanceledException || !abort.IsCancellationRequested)
                    LogDispatch(logger, delivery.Message.Id, queue, e);
                result = StepResult.Abandon.Instance;
            }

            await handOffs.WaitAsync(CancellationToken.None).ConfigureAwait(false);
            _ = SettleAsync(delivery, result);
        }
    }

    private async Task SettleAsync(IDelivery delivery, StepResult result)
    {
        try
        {
            switch (result)
            {
                case StepResult.Complete complete:
                    await handOff.ApplyAsync(delivery, complete.Effects, CancellationToken.None).ConfigureAwait(false);
                    break;
                case StepResult.DeadLetter dead:
                    await handOff.DeadLetterAsync(delivery, dead, CancellationToken.None).ConfigureAwait(false);
                    break;
                case StepResult.Abandon:
                    await delivery.AbandonAsync().ConfigureAwait(false);
                    break;
            }
        }
        catch (LockLostException e)
        {
            LogLockLost(logger, delivery.Message.Id, queue, e);
        }
        catch (Exception e)
        {
            // Nothing is retried here: the message comes again, and what was recorded is handed off then (design, H5).
            LogHandOff(logger, delivery.Message.Id, queue, e);
        }
        finally
        {
            handOffs.Release();
        }
    }

    [LoggerMessage(1, LogLevel.Error, "Message {MessageId} of queue {Queue} could not be dispatched; it goes back")]
    private static partial void LogDispatch(ILogger logger, string messageId, string queue, Exception exception);

    [LoggerMessage(2, LogLevel.Warning, "The lock on message {MessageId} of queue {Queue} was lost before it could be handed off; it comes again")]
    private static partial void LogLockLost(ILogger logger, string messageId, string queue, Exception exception);

    [LoggerMessage(3, LogLevel.Warning, "The hand-off of message {MessageId} of queue {Queue} failed; it comes again")]
    private static partial void LogHandOff(ILogger logger, string messageId, string queue, Exception exception);
}
