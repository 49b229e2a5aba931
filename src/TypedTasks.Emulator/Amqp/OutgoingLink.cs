using TypedTasks.Emulator.Amqp.Performatives;

namespace TypedTasks.Emulator.Amqp;

/// <summary>A link that the peer receives on: its credit, by serial arithmetic, and its drains.</summary>
internal abstract class OutgoingLink(Session session, Attach attach) : Link(session, attach)
{
    private uint deliveryCount;

    protected uint Credit { get; private set; }

    public bool IsDraining { get; private set; }

    protected bool CanWrite => Credit > 0 && !IsClosed && Session.CanTransfer;

    public override void OnFlow(in Flow flow)
    {
        if (flow.LinkCredit is { } credit)
        {
            // Counts wrap, and a flow may cross deliveries that the peer has not seen yet.
            var granted = unchecked((int)((flow.DeliveryCount ?? 0) + credit - deliveryCount));
            Credit = granted > 0 ? (uint)granted : 0;
            IsDraining = flow.Drain;
        }

        Resume();
        if (flow.Echo && !IsDraining)
            WriteFlow();
    }

    /// <summary>Something changed that may let the link deliver.</summary>
    public abstract void Resume();

    public bool TryEndDrain(bool empty)
    {
        if (!IsDraining || IsClosed)
            return true;
        if (!empty && Credit > 0)
            return false;
        IsDraining = false;
        deliveryCount = unchecked(deliveryCount + Credit);
        Credit = 0;
        Session.WriteLinkFlow(Handle, deliveryCount, 0, drain: true);
        return true;
    }

    protected void CountDelivery()
    {
        Use();
        deliveryCount++;
        Credit--;
    }

    protected override void OnClosed() => IsDraining = false;

    private void WriteFlow() => Session.WriteLinkFlow(Handle, deliveryCount, Credit, drain: false);
}
