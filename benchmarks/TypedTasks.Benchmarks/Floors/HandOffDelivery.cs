using Amqp;
using Amqp.Framing;
using TypedTasks.Amqp.Wire;

namespace TypedTasks.Benchmarks;

/// <summary>A received message that is completed in a transaction.</summary>
internal sealed class HandOffDelivery(Message message) : ISettlementObserver
{
    private HandOffRound? round;

    public Message Message => message;

    public void CompleteIn(Session session, DeliveryState state, HandOffRound handOffs)
    {
        round = handOffs;
        handOffs.Begin();
        UnsettledDisposition.Observe(message, this);
        UnsettledDisposition.Send(session, message, state);
    }

    public void OnState(DeliveryState? state, bool settled)
    {
        // After the provisional answer comes the one of the commit.
        if (Interlocked.Exchange(ref round, null) is { } first)
            first.End();
    }
}
