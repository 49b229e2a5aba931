using TypedTasks.Emulator.Amqp.Performatives;
using TypedTasks.Emulator.Codec;
using TypedTasks.Emulator.Entities;

namespace TypedTasks.Emulator.Amqp;

/// <summary>A link that messages are received on.</summary>
internal sealed class QueueReceiverLink(Session session, Attach attach, MessageQueue queue) : OutgoingLink(session, attach), IConsumer
{
    private const byte Presettled = 1;

    public MessageQueue Queue { get; } = queue;

    public bool IsReady => CanWrite;

    public bool DeletesOnReceive { get; } = attach.SenderSettleMode == Presettled;

    public bool IsWaiting { get; set; }

    public void Deliver(BrokerMessage message)
    {
        CountDelivery();
        Session.Deliver(this, message);
    }

    public override void Resume()
    {
        if (CanWrite || IsDraining) Queue.Arm(this);
    }

    public void Close(AmqpError error) => Detach(error);
}
