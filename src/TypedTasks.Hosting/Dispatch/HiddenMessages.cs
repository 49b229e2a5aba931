using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TypedTasks.Security;
using TypedTasks.Transport;
using TypedTasks.Wire;

namespace TypedTasks.Hosting.Dispatch;

/// <summary>
/// Messages whose body is protected, and cannot be read here. They wait for a worker that can; after their grace they go to the dead-letter queue, where whoever can read
/// them finds them and fails the flow.
/// </summary>
internal sealed partial class HiddenMessages(
    Grace grace, TimeProvider time, IOptions<WorkerOptions> options, ILogger<HiddenMessages> logger, IValueProtector? protector = null)
{
    /// <summary>What becomes of the message; null where its body is clear.</summary>
    public Conclusion? Judge(IDelivery delivery)
    {
        var message = delivery.Message;
        if (!ProtectedForm.IsProtected(message.Body.Span))
            return null;

        // Race: the key may have come since the body was looked at. Then the next delivery reads it.
        if (protector is not null && ProtectedForm.Problem(protector, message.Body.Span) is null)
            return Conclusion.GiveBack.Now;
        var reason = Reason(message);

        // A line waits for its first message: that one is not sent on, or others of its key would overtake it.
        if (message.OrderingKey is not null)
        {
            if (delivery.DeliveryCount < options.Value.MaxDeliveries - 1)
                return Conclusion.GiveBack.Later;
        }
        else if (grace.ForStore(message) is { } pause)
        {
            if (message.Deferral == 0)
                LogWaits(logger, message.Id, pause, reason.Text);
            return new Conclusion.SendOn(SentOn.Postponed(delivery, time.GetUtcNow(), pause));
        }

        LogHidden(logger, message.Id, message.Queue, reason.Text);
        return Conclusion.Nothing with { Letter = reason };
    }

    private DeadLetterReason Reason(TaskMessage message) => protector is null
        ? new(
            DeadLetterReasons.NoValueProtector,
            "The body of the message is protected, and this worker has no value protector: configure the one that the sender has, UseDataProtection() of "
            + $"TypedTasks.DataProtection or UseValueProtector(…), in every worker of queue '{message.Queue}'.")
        : new(
            DeadLetterReasons.ProtectionFailed,
            $"The body of the message is protected, and the value protector of this worker cannot read it: {ProtectedForm.Problem(protector, message.Body.Span)}. "
            + "Do sender and worker share their keys (for Data Protection: the key ring and the application name)? Was the key deleted, or the message altered?");

    [LoggerMessage(1, LogLevel.Error, "Message {MessageId} waits for a worker that can read it, and is looked at again in {Pause}. {Problem}")]
    private static partial void LogWaits(ILogger logger, string messageId, TimeSpan pause, string problem);

    [LoggerMessage(2, LogLevel.Error, "Message {MessageId} of queue {Queue} cannot be read and goes to the dead-letter queue. {Problem}")]
    private static partial void LogHidden(ILogger logger, string messageId, string queue, string problem);
}
