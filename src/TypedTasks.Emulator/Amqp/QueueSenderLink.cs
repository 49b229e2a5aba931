using TypedTasks.Emulator.Amqp.Performatives;
using TypedTasks.Emulator.Codec;
using TypedTasks.Emulator.Entities;

namespace TypedTasks.Emulator.Amqp;

/// <summary>
/// A link that puts messages into a queue, or by way of it into another. Where its session shares transactions, what belongs to
/// one goes by way of the session's first entity.
/// </summary>
internal sealed class QueueSenderLink(Session session, Attach attach, MessageQueue queue, string? transferDestination, MessageQueue? sharedVia)
    : IncomingLink(session, attach)
{
    private readonly MessageQueue via = sharedVia ?? queue;
    private readonly string? transactedDestination = sharedVia is null ? transferDestination : transferDestination ?? queue.Path;

    public override MessageQueue? Entity => queue;

    protected override void OnMessage(in Delivery delivery, byte[] payload)
    {
        if (queue.Broker.Meter.Refusal() is { } busy)
        {
            // Half a transaction is never committed.
            Session.Connection.Transactions.Find(delivery.TransactionId)?.Doom(busy);
            Answer(delivery, busy);
            return;
        }

        if (delivery.Format == Delivery.BatchFormat)
        {
            OnBatch(delivery, BatchReader.Read(payload));
            return;
        }

        var content = MessageContent.Receive(payload);
        queue.Broker.Meter.Send(content);
        if (!delivery.TransactionId.IsEmpty)
            Join(delivery, [content]);
        else if (transferDestination is not null)
            TransferNow(delivery, [content]);
        else
            Answer(delivery, queue.Enqueue(content));
    }

    private void OnBatch(in Delivery delivery, List<MessageContent> contents)
    {
        contents.ForEach(queue.Broker.Meter.Send);
        if (!delivery.TransactionId.IsEmpty)
        {
            Join(delivery, contents);
            return;
        }

        if (transferDestination is not null)
        {
            TransferNow(delivery, contents);
            return;
        }

        var refusal = Admission.Objection(queue, contents);
        if (refusal is null)
            contents.ForEach(content => Intake.Admit(queue, content));
        Answer(delivery, refusal);
    }

    private void TransferNow(in Delivery delivery, List<MessageContent> contents)
    {
        foreach (var content in contents)
            queue.Transfers.Send(transferDestination!, content);
        Answer(delivery, null);
    }

    private void Join(in Delivery delivery, List<MessageContent> contents)
    {
        var transaction = Session.Connection.Transactions.Find(delivery.TransactionId);
        if (transaction is null)
        {
            Answer(delivery, new(ErrorCondition.TransactionUnknownId, "The transaction is not known or has ended."));
            return;
        }

        foreach (var content in contents)
        {
            ITransactionStep step = transactedDestination is null
                ? new SendStep(queue, content)
                : new TransferStep(via, transactedDestination, content);
            if (transaction.Join(step) is not { } error)
                continue;
            Answer(delivery, error);
            return;
        }

        if (!delivery.Settled)
            Session.AcceptInTransaction(delivery.Id, transaction.Id);
    }

    private void Answer(in Delivery delivery, AmqpError? error)
    {
        if (delivery.Settled)
            return;
        if (error is null)
            Session.Accept(delivery.Id);
        else if (delivery.TransactionId.IsEmpty)
            Session.Reject(delivery.Id, error);
        else
            Session.RejectInTransaction(delivery.Id, error);
    }
}
