using Microsoft.Extensions.Logging;

namespace TypedTasks.ServiceBus.Observability;

/// <summary>What the transport says while it runs.</summary>
internal static partial class TransportLog
{
    [LoggerMessage(1, LogLevel.Information, "Receiving from queue {Queue} at {Endpoint}.")]
    public static partial void Receiving(ILogger log, string queue, string endpoint);

    [LoggerMessage(2, LogLevel.Warning, "The connection of queue {Queue} to {Endpoint} was lost: {Reason}. It is opened again.")]
    public static partial void ConnectionLost(ILogger log, string queue, string endpoint, string reason);

    /// <summary>One line of an attempt that failed, counted from 1; its stack at Debug.</summary>
    public static void ReconnectFailed(ILogger log, string queue, string endpoint, int attempt, TimeSpan pause, Exception exception) =>
        ReconnectFailed(log, queue, endpoint, attempt, Reason(log, exception), Seconds(pause));

    /// <inheritdoc cref="ReconnectFailed(ILogger, string, string, int, TimeSpan, Exception)"/>
    public static void ReconnectRefused(ILogger log, string queue, string endpoint, int attempt, TimeSpan pause, Exception exception) =>
        ReconnectRefused(log, queue, endpoint, attempt, Reason(log, exception), Seconds(pause));

    [LoggerMessage(23, LogLevel.Critical, "{Problem}")]
    public static partial void StandsStill(ILogger log, string problem);

    [LoggerMessage(5, LogLevel.Information, "Receiving from queue {Queue} at {Endpoint} again, at attempt {Attempt} after the connection was lost.")]
    public static partial void Reconnected(ILogger log, string queue, string endpoint, int attempt);

    [LoggerMessage(6, LogLevel.Warning, "The lock on message {Id} of queue {Queue} was lost: it is delivered again.")]
    public static partial void LockLost(ILogger log, string id, string queue);

    /// <summary>One line; its stack at Debug.</summary>
    public static void RenewalFailed(ILogger log, string queue, Exception exception) => RenewalFailed(log, queue, Reason(log, exception));

    [LoggerMessage(8, LogLevel.Debug, "Message {Id} of queue {Queue} waited here until its lock ran out and was dropped: it is delivered again.")]
    public static partial void Dropped(ILogger log, string id, string queue);

    /// <summary>One line; its stack at Debug.</summary>
    public static void TokenNotRenewed(ILogger log, string entity, string endpoint, Exception exception) =>
        TokenNotRenewed(log, entity, endpoint, Reason(log, exception));

    [LoggerMessage(10, LogLevel.Information, "Sending to {Endpoint}.")]
    public static partial void Sending(ILogger log, string endpoint);

    /// <summary>At Debug, so with its stack.</summary>
    public static void SendRepeated(ILogger log, string endpoint, TimeSpan pause, Exception exception) => SendRepeated(log, endpoint, Seconds(pause), exception);

    [LoggerMessage(12, LogLevel.Debug, "A transaction of {Count} hand-offs of queue {Queue} was rolled back; each is tried alone.")]
    public static partial void GroupRolledBack(ILogger log, int count, string queue, Exception? exception);

    [LoggerMessage(13, LogLevel.Warning, "The clock here is ahead of that of {Endpoint} by more than a lock lasts: set it right, or locks cannot be kept.")]
    public static partial void ClockAhead(ILogger log, string endpoint);

    [LoggerMessage(14, LogLevel.Debug, "Message {Id} of queue {Queue} could not be given back: it is delivered again when its lock has run out.")]
    public static partial void NotAbandoned(ILogger log, string id, string queue, Exception exception);

    [LoggerMessage(15, LogLevel.Warning, "Queue {Queue} is consumed without transactions: a step that is interrupted between sending and settling sends again, and only duplicate detection, within its window, keeps that from running twice.")]
    public static partial void NoTransactions(ILogger log, string queue);

    [LoggerMessage(16, LogLevel.Information, "The settings of queue {Queue} at {Endpoint} were not checked: {Reason}")]
    public static partial void NotChecked(ILogger log, string queue, string endpoint, string reason);

    [LoggerMessage(17, LogLevel.Information, "Queue {Queue} was made at {Endpoint}.")]
    public static partial void Created(ILogger log, string queue, string endpoint);

    [LoggerMessage(18, LogLevel.Warning, "Queue {Queue} at {Endpoint} does not dead-letter what expires: steps that expire there vanish, and their flows end at their deadlines. Switch DeadLetteringOnMessageExpiration on.")]
    public static partial void ExpiredVanish(ILogger log, string queue, string endpoint);

    [LoggerMessage(19, LogLevel.Warning, "Nothing was received from queue {Queue} at {Endpoint} for {Limit} although messages lie in it that are not held here: other workers hold them, or the link is stuck.")]
    public static partial void Silent(ILogger log, string queue, string endpoint, TimeSpan limit);

    [LoggerMessage(21, LogLevel.Debug, "An ordering key of queue {Queue} was let go: its session did not answer.")]
    public static partial void KeyNotTaken(ILogger log, string queue, Exception exception);

    /// <summary>One line; its stack at Debug.</summary>
    public static void NotAsked(ILogger log, string queue, string endpoint, Exception exception) => NotAsked(log, queue, endpoint, Reason(log, exception));

    [LoggerMessage(23, LogLevel.Debug, "A link of queue {Queue} that was lost could not be closed.")]
    public static partial void NotClosed(ILogger log, string queue, Exception exception);

    [LoggerMessage(22, LogLevel.Debug, "Message {MessageId} could not be scheduled by its queue {Queue}: it is sent, and cannot be taken back.")]
    public static partial void NotNumbered(ILogger log, string messageId, string queue, Exception exception);

    [LoggerMessage(3, LogLevel.Warning, "Queue {Queue} at {Endpoint} could not be opened again in attempt {Attempt} ({Reason}); the next one is in {PauseSeconds} s.")]
    private static partial void ReconnectFailed(ILogger log, string queue, string endpoint, int attempt, string reason, double pauseSeconds);

    [LoggerMessage(4, LogLevel.Error, "Queue {Queue} at {Endpoint} cannot be opened again as things are, in attempt {Attempt} ({Reason}); the next one is in {PauseSeconds} s.")]
    private static partial void ReconnectRefused(ILogger log, string queue, string endpoint, int attempt, string reason, double pauseSeconds);

    [LoggerMessage(7, LogLevel.Warning, "Locks of queue {Queue} could not be renewed ({Reason}); it is tried again before they run out.")]
    private static partial void RenewalFailed(ILogger log, string queue, string reason);

    [LoggerMessage(9, LogLevel.Warning, "The token for {Entity} at {Endpoint} could not be renewed ({Reason}); it is tried again.")]
    private static partial void TokenNotRenewed(ILogger log, string entity, string endpoint, string reason);

    [LoggerMessage(11, LogLevel.Debug, "Sending to {Endpoint} failed and is repeated in {PauseSeconds} s with the same message ids.")]
    private static partial void SendRepeated(ILogger log, string endpoint, double pauseSeconds, Exception exception);

    [LoggerMessage(20, LogLevel.Warning, "Queue {Queue} at {Endpoint} is quiet and could not be asked why ({Reason}).")]
    private static partial void NotAsked(ILogger log, string queue, string endpoint, string reason);

    [LoggerMessage(22, LogLevel.Debug, "The stack of {Failure}")]
    private static partial void Stack(ILogger log, string failure, Exception exception);

    // What failed and why, in one line; the stack is written at Debug, before the line that tells it.
    private static string Reason(ILogger log, Exception exception)
    {
        var text = exception.Message;
        for (var cause = exception.InnerException; cause is not null; cause = cause.InnerException)
        {
            // Most failures quote their cause.
            if (!text.Contains(cause.Message, StringComparison.Ordinal))
                text = $"{text.TrimEnd('.')}: {cause.Message}";
        }

        text = text.ReplaceLineEndings(" ").TrimEnd('.', ' ');
        if (log.IsEnabled(LogLevel.Debug))
            Stack(log, text, exception);
        return text;
    }

    private static double Seconds(TimeSpan pause) => Math.Round(pause.TotalSeconds, 1);
}
