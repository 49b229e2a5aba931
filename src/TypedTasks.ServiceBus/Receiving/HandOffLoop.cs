using System.Threading.Channels;
using TypedTasks.ServiceBus.Links;
using TypedTasks.ServiceBus.Observability;
using TypedTasks.ServiceBus.Sending;

namespace TypedTasks.ServiceBus.Receiving;

/// <summary>
/// Puts hand-offs that are ready at the same moment into one transaction. Nothing lingers: while the allowed number of
/// transactions is under way the next ones gather by themselves.
/// </summary>
internal sealed class HandOffLoop : IHandOffs
{
    // The broker's limit for one transaction; a hand-off of 99 messages and its completion reach it.
    private const int MaxTransactionSize = 100;
    private readonly BrokerContext _context;
    private readonly string _queue;
    private readonly Coordinator _coordinator;
    private readonly HandOffTransaction _transaction;
    private readonly SemaphoreSlim _places;

    // Not for a single reader: at its end the loop and whoever ends it read at once.
    private readonly Channel<ServiceBusDelivery> _ready = Channel.CreateUnbounded<ServiceBusDelivery>();

    public HandOffLoop(BrokerContext context, string queue, Coordinator coordinator, SenderLinks links)
    {
        _context = context;
        _queue = queue;
        _coordinator = coordinator;
        _transaction = new(context, queue, coordinator, links);
        _places = new(context.Options.MaxTransactionsInFlight);
        _ = RunAsync();
    }

    public async Task PrepareAsync()
    {
        try
        {
            await _coordinator.PrepareAsync().ConfigureAwait(false);
        }
        catch (TransportException e) when (!e.IsTransient)
        {
            throw new TransportException(
                $"Queue '{_queue}' at {_context.Endpoint} takes no transactions: is the namespace of the Basic tier? Move to Standard, "
                + "or accept that steps may run twice with ServiceBusOptions.UseTransactions = false and AllowDuplicates = true.", e)
            {
                IsTransient = false,
            };
        }
    }

    public bool TryBegin(ServiceBusDelivery handOff) => _ready.Writer.TryWrite(handOff);

    public void End()
    {
        _ready.Writer.TryComplete();
        while (_ready.Reader.TryRead(out var handOff)) handOff.Fail(_context.Lost("A hand-off"));
    }

    private async Task RunAsync()
    {
        while (await _ready.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            await _places.WaitAsync().ConfigureAwait(false);
            var group = Gather();
            if (group.Count == 0) _places.Release();
            else _ = RunAsync(group);
        }
    }

    private List<ServiceBusDelivery> Gather()
    {
        var group = new List<ServiceBusDelivery>();
        var size = 0;
        while (_ready.Reader.TryPeek(out var next))
        {
            var more = next.HandOffMessages.Count + 1;
            var limit = group.Count == 0 ? MaxTransactionSize : _context.Options.MaxMessagesPerTransaction;
            if (size + more > limit || !_ready.Reader.TryRead(out next)) break;
            group.Add(next);
            size += more;
        }

        return group;
    }

    private async Task RunAsync(List<ServiceBusDelivery> group)
    {
        TransportMetrics.HandedOff(group[0].Session.Queue, group.Count);
        try
        {
            await _transaction.RunAsync(group).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            // What nobody foresaw must not leave a step waiting for ever.
            foreach (var handOff in group) handOff.Fail(e as TransportException ?? new TransportException("A hand-off failed.", e));
        }
        finally
        {
            _places.Release();
        }
    }
}
