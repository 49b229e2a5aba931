using TypedTasks.Emulator.Amqp.Performatives;
using TypedTasks.Emulator.Codec;

namespace TypedTasks.Emulator.Amqp;

/// <summary>The control link of transactions: declare and discharge.</summary>
internal sealed class CoordinatorLink(Session session, Attach attach) : IncomingLink(session, attach)
{
    public override bool CanIdle => !Session.Connection.Transactions.IsOpen(this);

    protected override void OnMessage(in Delivery delivery, byte[] payload)
    {
        var reader = new AmqpReader(payload);
        while (reader.ReadDescriptor() != Descriptor.AmqpValue)
            reader.Skip();
        switch (reader.ReadDescriptor())
        {
            case Descriptor.Declare:
                Declare(delivery);
                break;
            case Descriptor.Discharge:
                var count = reader.ReadListHeader(out _);
                var id = count > 0 ? reader.ReadBytes() : default;
                Discharge(delivery, id, fail: count > 1 && (reader.ReadBoolean() ?? false));
                break;
            default:
                throw new AmqpException(ErrorCondition.NotImplemented, "A coordinator takes declare and discharge.");
        }
    }

    protected override void OnClosed() => Session.Connection.Transactions.RollbackAll(this);

    private void Declare(in Delivery delivery)
    {
        var connection = Session.Connection;
        var transaction = connection.Transactions.Declare(this, connection.IsProven ? TransactionTable.MaxOpen : Probation.MaxTransactions)
            ?? throw new AmqpException(ErrorCondition.ResourceLimitExceeded, "Too many transactions are open on the connection.");
        Session.Declared(delivery.Id, transaction.Id);
    }

    private void Discharge(in Delivery delivery, ReadOnlySpan<byte> id, bool fail)
    {
        var transaction = Session.Connection.Transactions.Remove(id)
            ?? throw new AmqpException(ErrorCondition.TransactionUnknownId, "The transaction is not known or has ended.");
        if (fail)
        {
            transaction.Rollback();
            Session.Accept(delivery.Id);
        }
        else if (transaction.Commit() is { } error)
        {
            Session.Reject(delivery.Id, error);
        }
        else
        {
            Session.Accept(delivery.Id);
        }
    }
}
