using TypedTasks.Amqp.Links;
using TypedTasks.ServiceBus.Observability;

namespace TypedTasks.Amqp.Receiving;

/// <summary>
/// Watches for a link that is open and brings nothing. An empty queue is quiet too, so it asks the queue: if messages lie in
/// it that are not held here, the connection is opened again, once; if that does not help, or the question is not answered, it says so.
/// </summary>
internal sealed class SilenceWatch : IDisposable
{
    private readonly BrokerContext context;
    private readonly string queue;
    private readonly Func<ReceiverSession?> session;
    private readonly Func<int> held;
    private readonly ITimer? timer;
    private long lastArrival;
    private int asking;
    private int findings;

    public SilenceWatch(BrokerContext context, string queue, Func<ReceiverSession?> session, Func<int> held)
    {
        this.context = context;
        this.queue = queue;
        this.session = session;
        this.held = held;
        lastArrival = context.Time.GetTimestamp();
        if (context.Options.SilenceLimit is var limit && limit != Timeout.InfiniteTimeSpan)
            timer = context.Time.CreateTimer(static self => _ = ((SilenceWatch)self!).LookAsync(), this, limit, limit);
    }

    /// <summary>Whether messages lie in the queue and none came, even after the connection was opened again.</summary>
    public bool IsSilent => Volatile.Read(ref findings) > 1;

    public void Arrived()
    {
        Volatile.Write(ref lastArrival, context.Time.GetTimestamp());
        if (findings != 0)
            Volatile.Write(ref findings, 0);
    }

    public void Dispose() => timer?.Dispose();

    private async Task LookAsync()
    {
        var limit = context.Options.SilenceLimit;
        if (!IsQuiet())
            return;
        if (this.session() is not { } session || !session.Intake.HasCredit || Interlocked.Exchange(ref asking, 1) != 0)
            return;
        try
        {
            var held = this.held();
            var waiting = await session.Management.CountWaitingAsync(held + 1, context.Time.GetUtcNow() - limit).ConfigureAwait(false);
            if (waiting <= held)
                Volatile.Write(ref findings, 0);
            else if (IsQuiet())
                Found(session, held);
        }
        catch (TransportException e) when (e.IsTransient)
        {
            session.End($"it did not answer a question: {e.Message}");
        }
        catch (TransportException e)
        {
            TransportLog.NotAsked(context.Log, queue, context.Endpoint, e);
        }
        finally
        {
            Volatile.Write(ref asking, 0);
        }
    }

    private bool IsQuiet() =>
        context.Time.GetElapsedTime(Volatile.Read(ref lastArrival)) >= context.Options.SilenceLimit;

    private void Found(ReceiverSession session, int held)
    {
        TransportMetrics.Silent(queue);
        TransportLog.Silent(context.Log, queue, context.Endpoint, context.Options.SilenceLimit);

        // What is held here would have to be settled by another way; a link that others starve does not get better by it.
        if (Interlocked.Increment(ref findings) == 1 && held == 0)
            session.End("nothing was received although messages lie in the queue");
    }
}
