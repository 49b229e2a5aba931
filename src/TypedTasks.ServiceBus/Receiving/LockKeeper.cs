using TypedTasks.ServiceBus.Clients;
using TypedTasks.ServiceBus.Observability;

namespace TypedTasks.ServiceBus.Receiving;

/// <summary>
/// Keeps the locks of all deliveries that were taken and not yet settled. A renewal is a request for each message, so one timer looks
/// now and then for those that have lasted half their lock: most steps are over by then and cost nothing.
/// </summary>
internal sealed class LockKeeper : IDisposable
{
    private const int LooksPerLock = 16;
    private static readonly TimeSpan Least = TimeSpan.FromMilliseconds(50);

    // The broker's lock is over by then, whatever a renewal or an answer took.
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(2);
    private readonly Lock gate = new();
    private readonly ClientContext context;
    private readonly string queue;
    private readonly LockTerm term;
    private readonly HashSet<ClientDelivery> taken = [];
    private readonly List<ClientDelivery> undecided = [];
    private readonly ITimer timer;
    private bool isArmed;
    private bool disposed;

    public LockKeeper(ClientContext context, string queue, LockTerm term)
    {
        this.context = context;
        this.queue = queue;
        this.term = term;
        timer = context.Time.CreateTimer(static self => ((LockKeeper)self!).Look(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>
    /// How many deliveries are held, how many of them came over a link that is gone, and how many are over here while the link that
    /// is open still counts them.
    /// </summary>
    public (int Held, int Astray, int Undecided) Count()
    {
        lock (gate)
        {
            var (astray, open) = (0, 0);
            foreach (var delivery in taken)
                astray += delivery.Source.IsOver ? 1 : 0;
            foreach (var delivery in undecided)
                open += delivery.Source.IsOver ? 0 : 1;
            return (taken.Count, astray, open);
        }
    }

    public void Add(ClientDelivery delivery)
    {
        lock (gate)
        {
            taken.Add(delivery);
            Arm();
        }
    }

    public void Remove(ClientDelivery delivery)
    {
        lock (gate)
            taken.Remove(delivery);
    }

    /// <summary>Keeps a delivery of which nobody knows whether it is completed: once its lock is over, the client library is told to forget it.</summary>
    public void Leave(ClientDelivery delivery)
    {
        lock (gate)
        {
            taken.Remove(delivery);
            undecided.Add(delivery);
            Arm();
        }
    }

    public ClientDelivery[] Snapshot()
    {
        lock (gate)
            return [.. taken];
    }

    public void Dispose()
    {
        lock (gate)
            disposed = true;
        timer.Dispose();
    }

    private void Arm()
    {
        if (isArmed || disposed)
            return;
        isArmed = true;
        var wait = term.Last / LooksPerLock;
        timer.Change(wait > Least ? wait : Least, Timeout.InfiniteTimeSpan);
    }

    private void Look()
    {
        List<ClientDelivery>? due = null;
        List<ClientDelivery>? lost = null;
        List<ClientDelivery> over;
        lock (gate)
        {
            isArmed = false;
            over = undecided.FindAll(static delivery => delivery.Lock.Rest < -Margin);
            over.ForEach(delivery => undecided.Remove(delivery));
            foreach (var delivery in taken)
            {
                var held = delivery.Lock;
                if (held.IsLost)
                    continue;
                // The link of a session may end without a word.
                if (held.Rest <= TimeSpan.Zero || delivery.Line is { IsEnded: true })
                {
                    (lost ??= []).Add(delivery);
                }
                else if (!held.IsRenewing && held.UntilRenewal <= TimeSpan.Zero)
                {
                    held.IsRenewing = true;
                    (due ??= []).Add(delivery);
                }
            }

            if (taken.Count + undecided.Count > 0)
                Arm();
        }

        // It finds no lock, and gives back the credit that the link has lent for it.
        over.ForEach(static delivery => _ = delivery.ReturnAsync());

        lost?.ForEach(static delivery => delivery.LoseLock());
        due?.ForEach(delivery => _ = RenewAsync(delivery));
    }

    private async Task RenewAsync(ClientDelivery delivery)
    {
        var held = delivery.Lock;
        try
        {
            held.Grant(term.Of(await UntilAsync(delivery).ConfigureAwait(false)));
            TransportMetrics.Renewed(queue, 1);
        }
        catch (Exception e) when (ClientFailure.IsLockLost(e))
        {
            delivery.LoseLock();
        }
        catch (Exception e)
        {
            // Whatever it was: the lock is still held, and the next attempt may succeed.
            TransportLog.RenewalFailed(context.Log, queue, e);
            held.Retry();
        }
        finally
        {
            held.IsRenewing = false;
        }
    }

    private static async Task<DateTime> UntilAsync(ClientDelivery delivery)
    {
        if (delivery.Line is { } line)
            return await line.RenewAsync().ConfigureAwait(false);
        await delivery.Source.Settler.RenewMessageLockAsync(delivery.Received).ConfigureAwait(false);
        return delivery.Received.LockedUntil.UtcDateTime;
    }
}
