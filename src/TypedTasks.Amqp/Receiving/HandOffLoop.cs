using TypedTasks.Amqp.Links;
using TypedTasks.Amqp.Sending;
using TypedTasks.ServiceBus.Receiving;

namespace TypedTasks.Amqp.Receiving;

/// <summary>Hand-offs by transactions of the connection's coordinator.</summary>
internal sealed class HandOffLoop : IHandOffs
{
    private readonly BrokerContext context;
    private readonly string queue;
    private readonly Coordinator coordinator;
    private readonly HandOffGroups<AmqpDelivery> groups;

    public HandOffLoop(BrokerContext context, string queue, Coordinator coordinator, SenderLinks links)
    {
        this.context = context;
        this.queue = queue;
        this.coordinator = coordinator;
        groups = new(context.Options, queue, new HandOffTransaction(context, queue, coordinator, links).RunAsync);
    }

    public async Task PrepareAsync()
    {
        try
        {
            await coordinator.PrepareAsync().ConfigureAwait(false);
        }
        catch (TransportException e) when (!e.IsTransient)
        {
            throw new TransportException(context.Failure.Texts.NoTransactions(queue), e) { IsTransient = false };
        }
    }

    public bool TryBegin(AmqpDelivery handOff) => groups.TryBegin(handOff);

    public void End() => groups.End(() => context.Lost("A hand-off"));
}
