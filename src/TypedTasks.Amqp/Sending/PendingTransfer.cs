using Amqp;
using Amqp.Framing;
using TypedTasks.Amqp.Wire;
using TypedTasks.Transport;

namespace TypedTasks.Amqp.Sending;

/// <summary>One transfer, of one message or of a batch, and what became of it.</summary>
internal sealed class PendingTransfer(QueueSender sender, SendRound round, ArraySegment<TaskMessage> messages)
{
    private static readonly OutcomeCallback OnOutcomeCallback = OnOutcome;
    private int answered;
    private bool endedWithLink;

    public QueueSender Sender { get; } = sender;

    public ArraySegment<TaskMessage> Messages { get; } = messages;

    public bool IsAccepted { get; private set; }

    /// <summary>Why it was not accepted; null also when the connection ended without a reason.</summary>
    public Error? Error { get; private set; }

    /// <summary>Why it was not accepted. With the end of its link nothing is said about the message, unless it was too large.</summary>
    public TransportException Explain(BrokerFailure failure, string doing) =>
        endedWithLink && (string?)Error?.Condition != BrokerCondition.MessageSizeExceeded
            ? failure.OfLinkEnd(Error, doing)
            : failure.Of(Error, doing, Sender.Queue);

    /// <summary>Hands it to the link; the round hears of the answer.</summary>
    public void Start(Message message, DeliveryState? transaction)
    {
        round.Begin();
        try
        {
            Sender.Link.Send(message, transaction, OnOutcomeCallback, this);
        }
        catch (AmqpException e)
        {
            Answer(false, e.Error);
        }
        catch (ObjectDisposedException)
        {
            Answer(false, null);
        }
    }

    private static void OnOutcome(ILink link, Message message, Outcome outcome, object state) =>
        ((PendingTransfer)state).Answer(outcome is Accepted, ErrorOf(outcome));

    private static Error? ErrorOf(Outcome? outcome) => outcome switch
    {
        Rejected rejected => rejected.Error,
        Released or Modified => new("amqp:message:released") { Description = "The broker gave the message back." },
        _ => null,
    };

    // The library may report a failure twice: by exception and by outcome.
    private void Answer(bool accepted, Error? error)
    {
        if (Interlocked.Exchange(ref answered, 1) != 0)
            return;
        IsAccepted = accepted;
        endedWithLink = !accepted && Sender.IsClosed;
        Error = error;
        Sender.Leave();
        round.End();
    }
}
