using System.Threading.Channels;
using TypedTasks.Amqp.Links;
using TypedTasks.Amqp.Sending;
using TypedTasks.ServiceBus.Observability;

namespace TypedTasks.Amqp.Receiving;

/// <summary>
/// Puts hand-offs that are ready at the same moment into one transaction. Nothing lingers: while the allowed number of
/// transactions is under way the next ones gather by themselves.
/// </summary>
internal sealed class HandOffLoop : IHandOffs
{
    // The broker's limit for one transaction; a hand-off of 99 messages and its completion reach it.
    private const int MaxTransactionSize = 100;
    private readonly BrokerContext context;
    private readonly string queue;
    private readonly Coordinator coordinator;
    private readonly HandOffTransaction transaction;
    private readonly SemaphoreSlim places;

    // Not for a single reader: at its end the loop and whoever ends it read at once.
    private readonly Channel<AmqpDelivery> ready = Channel.CreateUnbounded<AmqpDelivery>();

    public HandOffLoop(BrokerContext context, string queue, Coordinator coordinator, SenderLinks links)
    {
        this.context = context;
        this.queue = queue;
        this.coordinator = coordinator;
        transaction = new(context, queue, coordinator, links);
        places = new(context.Options.MaxTransactionsInFlight);
        _ = RunAsync();
    }

    public async Task PrepareAsync()
    {
        try
        {
            await coordinator.PrepareAsync().ConfigureAwait(false);
        }
        catch (TransportException e) when (!e.IsTransient)
        {
            throw new TransportException(
                $"Queue '{queue}' at {context.Endpoint} takes no transactions: is the namespace of the Basic tier? Move to Standard, "
                + "or accept that steps may run twice with ServiceBusOptions.UseTransactions = false and AllowDuplicates = true.", e)
            {
                IsTransient = false,
            };
        }
    }

    public bool TryBegin(AmqpDelivery handOff) => ready.Writer.TryWrite(handOff);

    public void End()
    {
        ready.Writer.TryComplete();
        while (ready.Reader.TryRead(out var handOff))
            handOff.Fail(context.Lost("A hand-off"));
    }

    private async Task RunAsync()
    {
        while (await ready.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            await places.WaitAsync().ConfigureAwait(false);
            var group = Gather();
            if (group.Count == 0)
                places.Release();
            else
                _ = RunAsync(group);
        }
    }

    private List<AmqpDelivery> Gather()
    {
        var group = new List<AmqpDelivery>();
        var size = 0;
        while (ready.Reader.TryPeek(out var next))
        {
            var more = next.HandOffMessages.Count + 1;
            var limit = group.Count == 0 ? MaxTransactionSize : context.Options.MaxMessagesPerTransaction;
            if (size + more > limit || !ready.Reader.TryRead(out next))
                break;
            group.Add(next);
            size += more;
        }

        return group;
    }

    private async Task RunAsync(List<AmqpDelivery> group)
    {
        TransportMetrics.HandedOff(group[0].Session.Queue, group.Count);
        try
        {
            await transaction.RunAsync(group).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            // What nobody foresaw must not leave a step waiting for ever.
            foreach (var handOff in group)
                handOff.Fail(e as TransportException ?? new TransportException("A hand-off failed.", e));
        }
        finally
        {
            places.Release();
        }
    }
}
