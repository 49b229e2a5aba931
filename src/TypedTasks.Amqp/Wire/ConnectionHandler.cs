using System.Net.Sockets;
using Amqp.Handler;

namespace TypedTasks.Amqp.Wire;

/// <summary>Hears from inside one connection: its socket, and the broker's answers to dispositions.</summary>
internal sealed class ConnectionHandler : IHandler
{
    private Socket? socket;

    public bool CanHandle(EventId id) => id is EventId.DeliveryStateChanged or EventId.SocketConnect;

    public void Handle(Event protocolEvent)
    {
        if (protocolEvent.Context is IDelivery { UserToken: ISettlementObserver observer } delivery)
            observer.OnState(delivery.State, delivery.Settled);
        else if (protocolEvent.Context is Socket socket)
            this.socket = socket;
    }

    /// <summary>Gives up a connection that does not come about: the client library would wait for ever.</summary>
    public void Abort() => socket?.Dispose();
}
