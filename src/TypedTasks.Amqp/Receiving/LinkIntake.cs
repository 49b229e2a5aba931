using Amqp;
using Amqp.Framing;
using TypedTasks.Amqp.Links;
using TypedTasks.Amqp.Wire;
using TypedTasks.ServiceBus.Receiving;

namespace TypedTasks.Amqp.Receiving;

/// <summary>One receiver link, over which the messages of a queue come in whatever order slots take them.</summary>
internal sealed class LinkIntake(
    BrokerContext context, AmqpReceiver receiver, ReceiverSession session, int outstanding) : IIntake
{
    private ReceiverLink link = null!;
    private CreditWindow credit = null!;

    public bool HasCredit => credit.HasCredit;

    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        var attach = new Attach
        {
            Source = new Source { Address = receiver.Queue },
            Target = new Target(),
            SndSettleMode = SenderSettleMode.Unsettled,
            RcvSettleMode = ReceiverSettleMode.Second,
        };
        link = await LinkOpening.ReceiverAsync(
            context, session.AmqpSession, attach, receiver.Queue, cancellationToken).ConfigureAwait(false);
        credit = new(link, outstanding);
        link.AddClosedCallback((_, error) => session.End(error));
    }

    public void Start() => link.Start(0, OnMessage);

    public void Left() => credit.Left();

    public void Replenish(int allowance) => credit.Replenish(allowance);

    public Task<TimeSpan?[]> RenewAsync(List<AmqpDelivery> deliveries) =>
        session.Management.RenewAsync([.. deliveries.Select(delivery => delivery.Lock.Token)], link.Name);

    public void GiveBack(AmqpDelivery delivery, Message message)
    {
        try
        {
            link.Complete(message, new Released());
        }
        catch (Exception e) when (e is AmqpException or ObjectDisposedException)
        {
            // The connection is gone, and with it what was delivered over it.
            return;
        }
    }

    public async Task PauseAsync()
    {
        credit.Pause();
        await session.AnswerAsync().ConfigureAwait(false);
    }

    public void Resume() => credit.Resume();

    public void Stop() => credit.Stop();

    // What is on its way when the connection ends stays locked for as long as locks last: once the broker has answered after the credit was taken back, all of it has come and gone back.
    public async Task EndAsync()
    {
        if (credit is { IsDraining: true })
            await session.AnswerAsync().ConfigureAwait(false);
    }

    // Runs on the thread that reads the connection.
    private void OnMessage(IReceiverLink link, Message message)
    {
        var token = message.DeliveryTag is { Length: 16 } tag ? new Guid(tag) : Guid.Empty;
        var held = new DeliveryLock(token, context.Time);
        held.Grant(receiver.LockDuration(MessageReader.Annotation<DateTime>(message, AnnotationNames.LockedUntil)));
        credit.Arrived();
        receiver.OnArrived(new(session, message, held));
    }
}
