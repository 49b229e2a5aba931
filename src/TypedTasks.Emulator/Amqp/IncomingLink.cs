using TypedTasks.Emulator.Amqp.Performatives;
using TypedTasks.Emulator.Codec;

namespace TypedTasks.Emulator.Amqp;

/// <summary>A link that the peer sends on: credit, multi-frame deliveries, size limit.</summary>
internal abstract class IncomingLink(Session session, Attach attach) : Link(session, attach)
{
    private const uint FullCredit = 1000;

    private uint deliveryCount = attach.InitialDeliveryCount ?? 0;
    private uint credit;
    private AmqpWriter? partial;
    private uint partialId;
    private uint partialFormat;
    private bool partialSettled;
    private byte[]? partialTransaction;

    /// <summary>What one message may weigh; little where nobody has proved anything yet.</summary>
    private uint MaxSize => Session.Connection.IsProven ? Session.Connection.Context.MessageLimit : Probation.MaxFrameSize;

    public void Grant()
    {
        credit = FullCredit;
        Session.WriteLinkFlow(Handle, deliveryCount, credit, drain: false);
    }

    public override void OnFlow(in Flow flow)
    {
        if (flow.DeliveryCount is { } count && count != deliveryCount && partial is null)
            deliveryCount = count;
        if (flow.Echo)
            Grant();
    }

    public void OnTransfer(in Transfer transfer, ReadOnlySpan<byte> payload)
    {
        Use();
        if (partial is null)
        {
            if (credit == 0)
            {
                Detach(new(ErrorCondition.TransferLimitExceeded, "The link has no credit."));
                return;
            }

            partialId = transfer.DeliveryId ?? throw AmqpReader.Malformed("A transfer has no delivery id.");
            if (!transfer.More && !transfer.Aborted)
            {
                Deliver(partialId, transfer.Settled, transfer.MessageFormat ?? 0, transfer.TransactionId, payload);
                return;
            }

            partialFormat = transfer.MessageFormat ?? 0;
            partialTransaction = transfer.TransactionId.IsEmpty ? null : transfer.TransactionId.ToArray();
            partialSettled = false;
            partial = new AmqpWriter(payload.Length * 2);
        }

        Continue(transfer, payload);
    }

    protected abstract void OnMessage(in Delivery delivery, byte[] payload);

    protected override void OnClosed() => partial = null;

    private void Continue(in Transfer transfer, ReadOnlySpan<byte> payload)
    {
        partialSettled |= transfer.Settled;
        if (!transfer.TransactionId.IsEmpty)
            partialTransaction ??= transfer.TransactionId.ToArray();
        if (transfer.Aborted)
        {
            partial = null;
            Count();
            return;
        }

        if (partial!.Length + payload.Length > MaxSize)
        {
            RefuseSize(partialId);
            return;
        }

        partial.Raw(payload);
        if (transfer.More)
            return;
        var whole = partial.Written;
        partial = null;
        Deliver(partialId, partialSettled, partialFormat, partialTransaction, whole);
    }

    private void Deliver(uint id, bool settled, uint format, ReadOnlySpan<byte> transaction, ReadOnlySpan<byte> payload)
    {
        if (payload.Length > MaxSize)
        {
            RefuseSize(id);
            return;
        }

        Count();
        try
        {
            OnMessage(new Delivery(id, settled, format, transaction), payload.ToArray());
        }
        catch (AmqpException refusal)
        {
            // Bad content concerns this message alone, the link lives on.
            if (!settled)
                Session.Reject(id, refusal.ToError());
        }
    }

    private void Count()
    {
        deliveryCount++;
        if (--credit <= FullCredit / 2 && !IsClosed)
            Grant();
    }

    private void RefuseSize(uint id)
    {
        var error = new AmqpError(
            ErrorCondition.MessageSizeExceeded,
            $"The received message (delivery-id:{id}) exceeds the limit ({MaxSize} bytes) currently allowed on the link.");
        // Clients that wait for an outcome of their own would never hear of it from the detach alone.
        Session.Reject(id, error);
        Session.FlushDispositions();
        Detach(error);
    }
}
