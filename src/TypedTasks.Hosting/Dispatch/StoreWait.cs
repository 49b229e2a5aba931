using Microsoft.Extensions.Logging;
using TypedTasks.Hosting.Shared;
using TypedTasks.Transport;

namespace TypedTasks.Hosting.Dispatch;

/// <summary>
/// Waits for a store that is away, under the lock of a delivery: that is nobody's fault, so it costs no delivery. What fails again and again while the store
/// answers others is another matter.
/// </summary>
internal sealed partial class StoreWait(IDelivery delivery, FlowStore store, TimeProvider time, ILogger logger)
{
    private const int MostAnswered = 5;
    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    private int failures;
    private int answered;

    /// <summary>Waits after a failure.</summary>
    /// <param name="exception">How the store failed.</param>
    /// <param name="abort">Fires when the host does not wait any longer.</param>
    /// <returns>Whether to try again; false where the store works for others, the lock is lost, or <paramref name="abort"/> has fired.</returns>
    public async ValueTask<bool> AgainAsync(StoreException exception, CancellationToken abort)
    {
        var message = delivery.Message;
        var pause = Doubling.Pause(First, Longest, failures++);
        if (failures == 1)
            LogWaits(logger, message.Id, message.Queue, logger.OneLineOf(exception), pause.TotalSeconds);
        using (var either = CancellationTokenSource.CreateLinkedTokenSource(delivery.LockLost, abort))
            await Task.Delay(pause, time, either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!store.IsAway && ++answered >= MostAnswered)
        {
            LogGivesUp(logger, message.Id, message.Queue, answered, exception);
            return false;
        }

        return !delivery.LockLost.IsCancellationRequested && !abort.IsCancellationRequested;
    }

    [LoggerMessage(1, LogLevel.Warning, "Message {MessageId} of queue {Queue} waits: the store failed ({Reason}). It is asked again in {PauseSeconds} s, and then until it answers")]
    private static partial void LogWaits(ILogger logger, string messageId, string queue, string reason, double pauseSeconds);

    [LoggerMessage(2, LogLevel.Error, "Message {MessageId} of queue {Queue} goes back: the store failed it {Count} times and answered others")]
    private static partial void LogGivesUp(ILogger logger, string messageId, string queue, int count, Exception exception);
}
