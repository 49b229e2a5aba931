using Microsoft.Extensions.Logging;
using TypedTasks.Hosting.Observability;
using TypedTasks.Hosting.Shared;
using TypedTasks.Transport;

namespace TypedTasks.Hosting.Dispatch;

/// <summary>Takes a delivery from receipt to settlement, in two halves: what needs a slot, and what does not.</summary>
internal sealed partial class DeliveryHandler(
    Dispatcher dispatcher,
    Solitude solitude,
    HandOff handOff,
    MessageNotes notes,
    HandOffRefusals refusals,
    FlowStore store,
    FlowTracing tracing,
    TimeProvider time,
    ILogger<DeliveryHandler> logger)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    /// <summary>Says that nothing could be received, and waits before the next attempt.</summary>
    public async Task PauseAsync(Exception exception, CancellationToken abort)
    {
        LogReceive(logger, logger.OneLineOf(exception), FirstPause.TotalSeconds);
        await Task.Delay(FirstPause, time, abort).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Runs what the delivery asks for. It never throws: what cannot be dispatched goes back.</summary>
    public async ValueTask<Conclusion> RunAsync(IDelivery delivery, CancellationToken abort)
    {
        StepMetrics.Taken(delivery, time);
        if (await solitude.EnterAsync(delivery, abort).ConfigureAwait(false) is { } elsewhere)
            return elsewhere;
        try
        {
            return await DispatchAsync(delivery, abort).ConfigureAwait(false);
        }
        finally
        {
            solitude.Returned();
        }
    }

    private async ValueTask<Conclusion> DispatchAsync(IDelivery delivery, CancellationToken abort)
    {
        using var span = tracing.StartProcess(delivery);
        var arrival = new Arrival(delivery);
        StoreWait? wait = null;
        while (true)
        {
            StoreException failed;
            try
            {
                var conclusion = await dispatcher.DispatchAsync(arrival, abort).ConfigureAwait(false);
                return span is not null && conclusion is Conclusion.HandOver over ? over with { Span = span } : conclusion;
            }
            catch (StoreException e)
            {
                failed = e;
            }
            catch (Exception e)
            {
                FlowTracing.Fail(span, e);
                if (e is OperationCanceledException && abort.IsCancellationRequested)
                    return HandBack.Of(delivery, arrival.HasStart, time.GetUtcNow());
                LogDispatch(logger, delivery.Message.Id, delivery.Message.Queue, e);
                return Conclusion.GiveBack.Now;
            }

            wait ??= new(delivery, store, time, logger);
            if (await wait.AgainAsync(failed, abort).ConfigureAwait(false))
            {
                arrival = new(delivery, arrival);
                continue;
            }

            if (delivery.LockLost.IsCancellationRequested || abort.IsCancellationRequested || arrival.BlamesTask)
            {
                FlowTracing.Fail(span, failed);
                return delivery.LockLost.IsCancellationRequested ? Conclusion.Drop.Instance
                    : abort.IsCancellationRequested ? HandBack.Of(delivery, arrival.HasStart, time.GetUtcNow())
                    : Conclusion.GiveBack.Later;
            }

            arrival = new(delivery, arrival) { BlamesTask = true };
        }
    }

    /// <summary>Applies the conclusion and settles, then frees its place among the hand-offs, where they are counted. It never throws: what fails comes again.</summary>
    public async Task SettleAsync(IDelivery delivery, Conclusion conclusion, CancellationToken abort, SemaphoreSlim? places = null)
    {
        var over = conclusion as Conclusion.HandOver;
        using var span = tracing.StartSettle(delivery.Message, over?.Span, over?.Letter is not null);
        try
        {
            switch (conclusion)
            {
                case Conclusion.HandOver:
                    StoreException? failed = null;
                    try
                    {
                        await handOff.ApplyAsync(delivery, over!, CancellationToken.None).ConfigureAwait(false);
                    }
                    catch (StoreException e)
                    {
                        failed = e;
                    }

                    if (failed is not null)
                        await ApplyLaterAsync(delivery, over!, failed, abort).ConfigureAwait(false);
                    break;
                case Conclusion.SendOn sendOn:
                    LogSentOn(logger, delivery.Message.Id, delivery.Message.Queue, sendOn.Next.Id);
                    await delivery.CompleteAsync([sendOn.Next]).ConfigureAwait(false);
                    if (Retries.StoredKey(sendOn.Next) is not null)
                        notes.SentOn(sendOn.Next);
                    break;
                case Conclusion.GiveBack { IsHandBack: true }:
                    await delivery.HandBackAsync().ConfigureAwait(false);
                    break;
                case Conclusion.GiveBack { IsLater: true }:
                    await GiveBackAsync(delivery).ConfigureAwait(false);
                    break;
                default:
                    // Where the lock is lost this settles nothing, but lets the transport count the slot as free and forget it.
                    await delivery.AbandonAsync().ConfigureAwait(false);
                    break;
            }
        }
        catch (Exception e) when (FlowTracing.Fail(span, e))
        {
            // Never entered: it only marks the span.
        }
        catch (LockLostException e)
        {
            LogLockLost(logger, delivery.Message.Id, delivery.Message.Queue, logger.OneLineOf(e));
        }
        catch (Exception e) when (e is not TransportException)
        {
            // Not settled, and the lock is renewed until it is: it would never come again by itself.
            LogHandOff(logger, delivery.Message.Id, delivery.Message.Queue, logger.OneLineOf(e));
            await TryGiveBackAsync(delivery).ConfigureAwait(false);
        }
        catch (TransportException e)
        {
            // Nothing is retried here: the transport has ended it, the message comes again, and what was recorded is handed off then (design, H5).
            if (!e.IsTransient)
                refusals.Add(delivery.Message.Id, e.Message);
            LogHandOff(logger, delivery.Message.Id, delivery.Message.Queue, logger.OneLineOf(e));
        }
        finally
        {
            solitude.Settled(delivery);
            places?.Release();
        }
    }

    // The step has ended: it does not run again because the store is away meanwhile, unless the worker must stop.
    private async ValueTask ApplyLaterAsync(IDelivery delivery, Conclusion.HandOver over, StoreException failed, CancellationToken abort)
    {
        var wait = new StoreWait(delivery, store, time, logger);
        while (await wait.AgainAsync(failed, abort).ConfigureAwait(false))
        {
            try
            {
                // Race: the flow may have ended while this waited, and freed what would be read.
                if (await dispatcher.LookAgainAsync(delivery, abort).ConfigureAwait(false) is { } settled)
                    over = settled with { Letter = over.Letter, Span = over.Span };
                await handOff.ApplyAsync(delivery, over, CancellationToken.None).ConfigureAwait(false);
                return;
            }
            catch (StoreException e)
            {
                failed = e;
            }
        }

        if (!abort.IsCancellationRequested || delivery.LockLost.IsCancellationRequested)
            throw failed;
        if (HandBack.Of(delivery, hasStart: !over.IsDeferred, time.GetUtcNow()) is Conclusion.SendOn back)
            await delivery.CompleteAsync([back.Next]).ConfigureAwait(false);
        else
            await delivery.HandBackAsync().ConfigureAwait(false);
    }

    private async ValueTask TryGiveBackAsync(IDelivery delivery)
    {
        try
        {
            await GiveBackAsync(delivery).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            LogLockLost(logger, delivery.Message.Id, delivery.Message.Queue, logger.OneLineOf(e));
        }
    }

    // With pauses: what fails at once would use up its deliveries within a second.
    private async ValueTask GiveBackAsync(IDelivery delivery)
    {
        var pause = Doubling.Pause(FirstPause, LongestPause, delivery.DeliveryCount);
        await Task.Delay(pause, time, CancellationToken.None).ConfigureAwait(false);
        await delivery.AbandonAsync().ConfigureAwait(false);
    }

    [LoggerMessage(1, LogLevel.Error, "Message {MessageId} of queue {Queue} could not be dispatched; it goes back")]
    private static partial void LogDispatch(ILogger logger, string messageId, string queue, Exception exception);

    [LoggerMessage(2, LogLevel.Warning, "The lock on message {MessageId} of queue {Queue} was lost before it could be handed off ({Reason}); it comes again")]
    private static partial void LogLockLost(ILogger logger, string messageId, string queue, string reason);

    [LoggerMessage(3, LogLevel.Warning, "The hand-off of message {MessageId} of queue {Queue} failed ({Reason}); it comes again")]
    private static partial void LogHandOff(ILogger logger, string messageId, string queue, string reason);

    [LoggerMessage(5, LogLevel.Debug, "Message {MessageId} of queue {Queue} is sent on as {Next}")]
    private static partial void LogSentOn(ILogger logger, string messageId, string queue, string next);

    [LoggerMessage(4, LogLevel.Error, "A queue could not be received from ({Reason}); it is tried again in {PauseSeconds} s")]
    private static partial void LogReceive(ILogger logger, string reason, double pauseSeconds);
}
