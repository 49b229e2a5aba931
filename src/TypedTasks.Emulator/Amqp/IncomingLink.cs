using TypedTasks.Emulator.Amqp.Performatives;
using TypedTasks.Emulator.Codec;

namespace TypedTasks.Emulator.Amqp;

/// <summary>A link that the peer sends on: credit, multi-frame deliveries, size limit.</summary>
internal abstract class IncomingLink(Session session, Attach attach) : Link(session, attach)
{
    private const uint FullCredit = 1000;

    private uint _deliveryCount = attach.InitialDeliveryCount ?? 0;
    private uint _credit;
    private AmqpWriter? _partial;
    private uint _partialId;
    private uint _partialFormat;
    private bool _partialSettled;
    private byte[]? _partialTransaction;

    /// <summary>What one message may weigh; little where nobody has proved anything yet.</summary>
    private uint MaxSize => Session.Connection.IsProven ? Session.Connection.Context.MessageLimit : Probation.MaxFrameSize;

    public void Grant()
    {
        _credit = FullCredit;
        Session.WriteLinkFlow(Handle, _deliveryCount, _credit, drain: false);
    }

    public override void OnFlow(in Flow flow)
    {
        if (flow.DeliveryCount is { } count && count != _deliveryCount && _partial is null) _deliveryCount = count;
        if (flow.Echo) Grant();
    }

    public void OnTransfer(in Transfer transfer, ReadOnlySpan<byte> payload)
    {
        Use();
        if (_partial is null)
        {
            if (_credit == 0)
            {
                Detach(new(ErrorCondition.TransferLimitExceeded, "The link has no credit."));
                return;
            }

            _partialId = transfer.DeliveryId ?? throw AmqpReader.Malformed("A transfer has no delivery id.");
            if (!transfer.More && !transfer.Aborted)
            {
                Deliver(_partialId, transfer.Settled, transfer.MessageFormat ?? 0, transfer.TransactionId, payload);
                return;
            }

            _partialFormat = transfer.MessageFormat ?? 0;
            _partialTransaction = transfer.TransactionId.IsEmpty ? null : transfer.TransactionId.ToArray();
            _partialSettled = false;
            _partial = new AmqpWriter(payload.Length * 2);
        }

        Continue(transfer, payload);
    }

    protected abstract void OnMessage(in Delivery delivery, byte[] payload);

    protected override void OnClosed() => _partial = null;

    private void Continue(in Transfer transfer, ReadOnlySpan<byte> payload)
    {
        _partialSettled |= transfer.Settled;
        if (!transfer.TransactionId.IsEmpty) _partialTransaction ??= transfer.TransactionId.ToArray();
        if (transfer.Aborted)
        {
            _partial = null;
            Count();
            return;
        }

        if (_partial!.Length + payload.Length > MaxSize)
        {
            RefuseSize(_partialId);
            return;
        }

        _partial.Raw(payload);
        if (transfer.More) return;
        var whole = _partial.Written;
        _partial = null;
        Deliver(_partialId, _partialSettled, _partialFormat, _partialTransaction, whole);
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
            if (!settled) Session.Reject(id, refusal.ToError());
        }
    }

    private void Count()
    {
        _deliveryCount++;
        if (--_credit <= FullCredit / 2 && !IsClosed) Grant();
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
