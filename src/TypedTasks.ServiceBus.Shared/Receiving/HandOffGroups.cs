using System.Threading.Channels;
using TypedTasks.ServiceBus.Observability;

namespace TypedTasks.ServiceBus.Receiving;

/// <summary>
/// Puts hand-offs that are ready at the same moment into one transaction. Nothing lingers: while the allowed number of
/// transactions is under way the next ones gather by themselves.
/// </summary>
internal sealed class HandOffGroups<T>
    where T : IHandOff
{
    // The broker's limit for one transaction; a hand-off of 99 messages and its completion reach it.
    private const int MaxTransactionSize = 100;
    private readonly ServiceBusOptions options;
    private readonly string queue;
    private readonly Func<List<T>, Task> run;
    private readonly SemaphoreSlim places;

    // Not for a single reader: at its end the loop and whoever ends it read at once.
    private readonly Channel<T> ready = Channel.CreateUnbounded<T>();

    public HandOffGroups(ServiceBusOptions options, string queue, Func<List<T>, Task> run)
    {
        this.options = options;
        this.queue = queue;
        this.run = run;
        places = new(options.MaxTransactionsInFlight);
        _ = RunAsync();
    }

    /// <summary>Begins with a delivery whose messages are set; false if it is over here.</summary>
    public bool TryBegin(T handOff) => ready.Writer.TryWrite(handOff);

    /// <summary>Fails what waits here.</summary>
    public void End(Func<TransportException> reason)
    {
        ready.Writer.TryComplete();
        while (ready.Reader.TryRead(out var handOff))
            handOff.Fail(reason());
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

    private List<T> Gather()
    {
        var group = new List<T>();
        var size = 0;
        while (ready.Reader.TryPeek(out var next))
        {
            var more = next.HandOffMessages.Count + 1;
            var limit = group.Count == 0 ? MaxTransactionSize : options.MaxMessagesPerTransaction;
            if (size + more > limit || !ready.Reader.TryRead(out next))
                break;
            group.Add(next);
            size += more;
        }

        return group;
    }

    private async Task RunAsync(List<T> group)
    {
        TransportMetrics.HandedOff(queue, group.Count);
        try
        {
            await run(group).ConfigureAwait(false);
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
