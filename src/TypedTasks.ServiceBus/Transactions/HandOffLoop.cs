using System.Threading.Channels;
using TypedTasks.Contracts;
using TypedTasks.ServiceBus.Links;
using TypedTasks.ServiceBus.Receiving;

namespace TypedTasks.ServiceBus.Transactions;

/// <summary>
/// Puts hand-offs that are ready at the same moment into one transaction. Nothing lingers: while the allowed number of
/// transactions is under way the next ones gather by themselves.
/// </summary>
internal sealed class HandOffLoop : IHandOffs
{
    // The broker's limit for one transaction; a hand-off of 99 messages and its completion reach it.
    private const int MaxTransactionSize = 100;
    private readonly BrokerContext _context;
    private readonly HandOffTransaction _transaction;
    private readonly SemaphoreSlim _places;
    private readonly Channel<ServiceBusDelivery> _ready =
        Channel.CreateUnbounded<ServiceBusDelivery>(new() { SingleReader = true });

    public HandOffLoop(BrokerContext context, HandOffTransaction transaction)
    {
        _context = context;
        _transaction = transaction;
        _places = new(context.Options.MaxTransactionsInFlight);
        _ = RunAsync();
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
