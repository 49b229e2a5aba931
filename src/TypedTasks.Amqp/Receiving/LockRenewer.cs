using TypedTasks.Amqp.Links;
using TypedTasks.ServiceBus.Observability;
using TypedTasks.Transport;

namespace TypedTasks.Amqp.Receiving;

/// <summary>
/// Keeps the locks of all deliveries that were taken and not yet settled, one timer and many tokens in one request, and sees to
/// settlements that the broker does not answer.
/// </summary>
internal sealed class LockRenewer : IDisposable
{
    // Locks that fall due soon after go along in the same request.
    private const double TogetherWithin = 0.125;
    private static readonly TimeSpan Least = TimeSpan.FromMilliseconds(20);
    private readonly Lock gate = new();
    private readonly BrokerContext context;
    private readonly string queue;
    private readonly Func<ReceiverSession?> session;
    private readonly HashSet<AmqpDelivery> taken = [];
    private readonly ITimer timer;
    private long nextTick = long.MaxValue;
    private bool disposed;

    public LockRenewer(BrokerContext context, string queue, Func<ReceiverSession?> session)
    {
        this.context = context;
        this.queue = queue;
        this.session = session;
        timer = context.Time.CreateTimer(
            static state => ((LockRenewer)state!).Tick(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>How many deliveries are held.</summary>
    public int Count
    {
        get
        {
            lock (gate)
                return taken.Count;
        }
    }

    public void Add(AmqpDelivery delivery)
    {
        var wait = delivery.Lock.UntilRenewal;
        lock (gate)
        {
            taken.Add(delivery);
            Arm(wait);
        }
    }

    public void Remove(AmqpDelivery delivery)
    {
        lock (gate)
            taken.Remove(delivery);
    }

    /// <summary>The taken deliveries, those of an ended session among them.</summary>
    public AmqpDelivery[] Snapshot()
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

    private void Arm(TimeSpan wait)
    {
        var due = context.Time.GetTimestamp() + (long)(wait.TotalSeconds * context.Time.TimestampFrequency);
        if (due >= nextTick || disposed)
            return;
        nextTick = due;
        timer.Change(wait > Least ? wait : Least, Timeout.InfiniteTimeSpan);
    }

    private void Tick()
    {
        List<AmqpDelivery>? due = null;
        List<AmqpDelivery>? lost = null;
        List<AmqpDelivery>? unanswered = null;
        lock (gate)
        {
            nextTick = long.MaxValue;
            foreach (var delivery in taken)
            {
                var held = delivery.Lock;
                if (delivery.AnswerDue(context.Options.OperationTimeout) is { } patience)
                {
                    if (patience <= TimeSpan.Zero)
                        (unanswered ??= []).Add(delivery);
                    else
                        Arm(patience);
                }

                if (held.IsLost)
                    continue;
                var wait = held.UntilRenewal;
                if (held.Rest <= TimeSpan.Zero)
                {
                    (lost ??= []).Add(delivery);
                }
                else if (held.IsRenewing)
                {
                    Arm(held.Rest);
                }
                else if (wait <= held.Duration * TogetherWithin)
                {
                    held.IsRenewing = true;
                    (due ??= []).Add(delivery);
                }
                else
                {
                    Arm(wait);
                }
            }
        }

        lost?.ForEach(delivery => delivery.LoseLock());
        unanswered?.ForEach(delivery => delivery.OnSessionEnded());
        if (due is not null)
            _ = RenewAsync(due);
    }

    private async Task RenewAsync(List<AmqpDelivery> due)
    {
        try
        {
            var session = this.session() ?? throw context.Lost("Renewing locks");
            var durations = await session.Intake.RenewAsync(due).ConfigureAwait(false);
            TransportMetrics.Renewed(queue, due.Count);
            for (var i = 0; i < due.Count; i++)
                due[i].Lock.Grant(durations[i] ?? due[i].Lock.Duration);
        }
        catch (LockLostException) when (due.Count == 1)
        {
            due[0].LoseLock();
        }
        catch (LockLostException)
        {
            // One lost lock fails the request for all: each is asked for alone.
            await Task.WhenAll(due.Select(delivery => RenewAsync([delivery]))).ConfigureAwait(false);
            return;
        }
        catch (Exception e)
        {
            // Whatever it was: the locks are still held, and the next attempt may succeed.
            TransportLog.RenewalFailed(context.Log, queue, e);
            due.ForEach(delivery => delivery.Lock.Retry());
        }

        lock (gate)
        {
            foreach (var delivery in due)
            {
                delivery.Lock.IsRenewing = false;
                if (!taken.Contains(delivery))
                    continue;
                if (delivery.AnswerDue(context.Options.OperationTimeout) is { } patience)
                    Arm(patience);
                if (!delivery.Lock.IsLost)
                    Arm(delivery.Lock.UntilRenewal);
            }
        }
    }
}
