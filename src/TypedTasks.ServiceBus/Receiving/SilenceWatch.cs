using TypedTasks.ServiceBus.Links;
using TypedTasks.ServiceBus.Observability;

namespace TypedTasks.ServiceBus.Receiving;

/// <summary>
/// Watches for a link that is open and brings nothing. An empty queue is quiet too, so it asks the queue: if messages lie in
/// it that are not held here, the connection is opened again, once; if that does not help, or the question is not answered, it says so.
/// </summary>
internal sealed class SilenceWatch : IDisposable
{
    private readonly BrokerContext _context;
    private readonly string _queue;
    private readonly Func<ReceiverSession?> _session;
    private readonly Func<int> _held;
    private readonly ITimer? _timer;
    private long _lastArrival;
    private int _asking;
    private int _findings;

    public SilenceWatch(BrokerContext context, string queue, Func<ReceiverSession?> session, Func<int> held)
    {
        _context = context;
        _queue = queue;
        _session = session;
        _held = held;
        _lastArrival = context.Time.GetTimestamp();
        if (context.Options.SilenceLimit is var limit && limit != Timeout.InfiniteTimeSpan)
            _timer = context.Time.CreateTimer(static self => _ = ((SilenceWatch)self!).LookAsync(), this, limit, limit);
    }

    /// <summary>Whether messages lie in the queue and none came, even after the connection was opened again.</summary>
    public bool IsSilent => Volatile.Read(ref _findings) > 1;

    public void Arrived()
    {
        Volatile.Write(ref _lastArrival, _context.Time.GetTimestamp());
        if (_findings != 0) Volatile.Write(ref _findings, 0);
    }

    public void Dispose() => _timer?.Dispose();

    private async Task LookAsync()
    {
        var limit = _context.Options.SilenceLimit;
        if (!IsQuiet()) return;
        if (_session() is not { } session || !session.Intake.HasCredit || Interlocked.Exchange(ref _asking, 1) != 0) return;
        try
        {
            var held = _held();
            var waiting = await session.Management.CountWaitingAsync(held + 1, _context.Time.GetUtcNow() - limit).ConfigureAwait(false);
            if (waiting <= held) Volatile.Write(ref _findings, 0);
            else if (IsQuiet()) Found(session, held);
        }
        catch (TransportException e) when (e.IsTransient)
        {
            session.End($"it did not answer a question: {e.Message}");
        }
        catch (TransportException e)
        {
            TransportLog.NotAsked(_context.Log, _queue, _context.Endpoint, e);
        }
        finally
        {
            Volatile.Write(ref _asking, 0);
        }
    }

    private bool IsQuiet() =>
        _context.Time.GetElapsedTime(Volatile.Read(ref _lastArrival)) >= _context.Options.SilenceLimit;

    private void Found(ReceiverSession session, int held)
    {
        TransportMetrics.Silent(_queue);
        TransportLog.Silent(_context.Log, _queue, _context.Endpoint, _context.Options.SilenceLimit);

        // What is held here would have to be settled by another way; a link that others starve does not get better by it.
        if (Interlocked.Increment(ref _findings) == 1 && held == 0) session.End("nothing was received although messages lie in the queue");
    }
}
