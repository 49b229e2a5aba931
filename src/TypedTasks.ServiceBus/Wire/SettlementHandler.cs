using Amqp.Handler;

namespace TypedTasks.ServiceBus.Wire;

/// <summary>Passes the broker's answers to dispositions on to the deliveries that wait for them.</summary>
internal sealed class SettlementHandler : IHandler
{
    public static SettlementHandler Instance { get; } = new();

    public bool CanHandle(EventId id) => id == EventId.DeliveryStateChanged;

    public void Handle(Event protocolEvent)
    {
        if (protocolEvent.Context is IDelivery { UserToken: ISettlementObserver observer } delivery)
            observer.OnState(delivery.State, delivery.Settled);
    }
}
