using Microsoft.Extensions.Logging;
using TypedTasks.Hosting.Observability;
using TypedTasks.Transport;

namespace TypedTasks.Hosting.Dispatch;

/// <summary>Takes a delivery from receipt to settlement, in two halves: what needs a slot, and what does not.</summary>
internal sealed partial class DeliveryHandler(
    Dispatcher dispatcher, HandOff handOff, FlowTracing tracing, TimeProvider time, ILogger<DeliveryHandler> logger)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    /// <summary>Says that nothing could be received, and waits before the next attempt.</summary>
    public async Task PauseAsync(Exception exception, CancellationToken abort)
    {
        LogReceive(logger, exception);
        await Task.Delay(FirstPause, time, abort).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Runs what the delivery asks for. It never throws: what cannot be dispatched goes back.</summary>
    public async ValueTask<Conclusion> RunAsync(IDelivery delivery, CancellationToken abort)
    {
        StepMetrics.Taken(delivery, time);
        using var span = tracing.StartProcess(delivery);
        try
        {
            var conclusion = await dispatcher.DispatchAsync(new(delivery), abort).ConfigureAwait(false);
            return span is not null && conclusion is Conclusion.HandOver over ? over with { Span = span } : conclusion;
        }
        catch (Exception e)
        {
            FlowTracing.Fail(span, e);
            if (e is not OperationCanceledException || !abort.IsCancellationRequested)
                LogDispatch(logger, delivery.Message.Id, delivery.Message.Queue, e);
            return e is StoreException ? Conclusion.GiveBack.Later : Conclusion.GiveBack.Now;
        }
    }

    /// <summary>Applies the conclusion and settles, then frees its place among the hand-offs, where they are counted. It never throws: what fails comes again.</summary>
    public async Task SettleAsync(IDelivery delivery, Conclusion conclusion, SemaphoreSlim? places = null)
    {
        var over = conclusion as Conclusion.HandOver;
        using var span = tracing.StartSettle(delivery.Message, over?.Span, over?.Letter is not null);
        try
        {
            switch (conclusion)
            {
                case Conclusion.HandOver:
                    await handOff.ApplyAsync(delivery, over!, CancellationToken.None).ConfigureAwait(false);
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
            LogLockLost(logger, delivery.Message.Id, delivery.Message.Queue, e);
        }
        catch (Exception e) when (e is not TransportException)
        {
            // Not settled, and the lock is renewed until it is: it would never come again by itself.
            LogHandOff(logger, delivery.Message.Id, delivery.Message.Queue, e);
            await TryGiveBackAsync(delivery).ConfigureAwait(false);
        }
        catch (TransportException e)
        {
            // Nothing is retried here: the transport has ended it, the message comes again, and what was recorded is handed off then (design, H5).
            LogHandOff(logger, delivery.Message.Id, delivery.Message.Queue, e);
        }
        finally
        {
            places?.Release();
        }
    }

    private async ValueTask TryGiveBackAsync(IDelivery delivery)
    {
        try
        {
            await GiveBackAsync(delivery).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            LogLockLost(logger, delivery.Message.Id, delivery.Message.Queue, e);
        }
    }

    // A store that is away for a minute must not cost a flow its deliveries.
    private async ValueTask GiveBackAsync(IDelivery delivery)
    {
        var pause = TimeSpan.FromTicks(Math.Min(FirstPause.Ticks << Math.Min(delivery.DeliveryCount, 8), LongestPause.Ticks));
        await Task.Delay(pause, time, CancellationToken.None).ConfigureAwait(false);
        await delivery.AbandonAsync().ConfigureAwait(false);
    }

    [LoggerMessage(1, LogLevel.Error, "Message {MessageId} of queue {Queue} could not be dispatched; it goes back")]
    private static partial void LogDispatch(ILogger logger, string messageId, string queue, Exception exception);

    [LoggerMessage(2, LogLevel.Warning, "The lock on message {MessageId} of queue {Queue} was lost before it could be handed off; it comes again")]
    private static partial void LogLockLost(ILogger logger, string messageId, string queue, Exception exception);

    [LoggerMessage(3, LogLevel.Warning, "The hand-off of message {MessageId} of queue {Queue} failed; it comes again")]
    private static partial void LogHandOff(ILogger logger, string messageId, string queue, Exception exception);

    [LoggerMessage(4, LogLevel.Error, "A queue could not be received from; it is tried again")]
    private static partial void LogReceive(ILogger logger, Exception exception);
}
