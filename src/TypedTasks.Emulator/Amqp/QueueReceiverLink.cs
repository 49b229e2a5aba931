using TypedTasks.Emulator.Amqp.Performatives;
using TypedTasks.Emulator.Codec;
using TypedTasks.Emulator.Entities;

namespace TypedTasks.Emulator.Amqp;

/// <summary>A link that messages are received on.</summary>
internal sealed class QueueReceiverLink : OutgoingLink, IConsumer
{
    private const byte Presettled = 1;

    private readonly BrokerSession? session;

    public QueueReceiverLink(Session session, Attach attach, MessageQueue queue, BrokerSession? held = null)
        : base(session, attach)
    {
        Queue = queue;
        this.session = held;
        DeletesOnReceive = attach.SenderSettleMode == Presettled;
        queue.Consumers.Join(this);
    }

    public MessageQueue Queue { get; }

    public override MessageQueue? Entity => Queue;

    public bool IsReady => CanWrite;

    public bool DeletesOnReceive { get; }

    public bool IsWaiting { get; set; }

    public void Deliver(BrokerMessage message)
    {
        CountDelivery();
        Session.Deliver(this, message);
    }

    public override void Resume()
    {
        if (CanWrite || IsDraining)
            Queue.Arm(this);
    }

    public void Close(AmqpError error) => Detach(error);

    protected override void OnClosed()
    {
        base.OnClosed();
        Queue.Consumers.Leave(this);
        if (session is { } held && ReferenceEquals(held.Owner, this))
            Queue.Sessions!.Release(held);
    }
}
