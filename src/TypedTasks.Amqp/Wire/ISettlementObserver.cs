using Amqp.Framing;

namespace TypedTasks.Amqp.Wire;

/// <summary>Hears what the broker answered to an unsettled disposition.</summary>
internal interface ISettlementObserver
{
    /// <summary>Called on the thread that reads the connection: it must neither block nor throw.</summary>
    void OnState(DeliveryState? state, bool settled);
}
