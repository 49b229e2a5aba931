using System.Globalization;
using Microsoft.Extensions.Logging;

namespace TypedTasks.Emulator.Entities;

/// <summary>
/// The whole world of entities behind one lock. A thread enters once per batch of frames, so the lock costs little, and
/// a transaction over several entities is atomic by construction. Nothing is read or written to a socket inside.
/// </summary>
internal sealed class Broker : IDisposable
{
    [ThreadStatic]
    private static Queue<IOutput>? s_pending;

    private readonly Lock _gate = new();
    private readonly PriorityQueue<ITimed, long> _due = new();
    private readonly List<MessageQueue> _toPump = [];
    private readonly ITimer _timer;
    private IOutput? _outputs;
    private long _timerDue = long.MaxValue;
    private bool _disposed;

    public Broker(TimeProvider time, ILogger logger, IJournal? journal = null, BrokerSettings? settings = null)
    {
        Settings = settings ?? new();
        Journal = journal;
        Time = time;
        Logger = logger;
        Now = time.GetUtcNow().ToUnixTimeMilliseconds();
        Directory = new EntityDirectory(this);
        Transactions = new OpenTransactions(this);
        _timer = time.CreateTimer(_ => OnTimer(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public TimeProvider Time { get; }

    public ILogger Logger { get; }

    public BrokerSettings Settings { get; }

    /// <summary>Where messages are kept beyond the process; null in memory.</summary>
    public IJournal? Journal { get; }

    /// <summary>What keeps the broker from taking messages; null while it is well.</summary>
    public string? Ailment => Journal is { HasFailed: true } ? "The journal can no longer be written." : null;

    public EntityDirectory Directory { get; }

    public OpenTransactions Transactions { get; }

    /// <summary>Unix milliseconds, read once per entry.</summary>
    public long Now { get; private set; }

    public static string Tracking() => Guid.NewGuid().ToString("D", CultureInfo.InvariantCulture);

    public Scope Enter()
    {
        _gate.Enter();
        try
        {
            Now = Time.GetUtcNow().ToUnixTimeMilliseconds();
            if (Now >= _timerDue) RunDue();
            return new Scope(this);
        }
        catch
        {
            _gate.Exit();
            throw;
        }
    }

    public void Pump(MessageQueue queue)
    {
        if (queue.IsPumpQueued) return;
        queue.IsPumpQueued = true;
        _toPump.Add(queue);
    }

    public void Flush(IOutput output)
    {
        if (output.IsQueued) return;
        output.IsQueued = true;
        output.Next = _outputs;
        _outputs = output;
    }

    public void Schedule(ITimed item, long due)
    {
        if (due >= item.NotedDue) return;
        item.NotedDue = due;
        _due.Enqueue(item, due);
        if (due < _timerDue) Arm(due);
    }

    /// <summary>Forgets something that has no work any more, long before its time.</summary>
    public void Unschedule(ITimed item)
    {
        item.NotedDue = long.MaxValue;
        while (_due.Remove(item, out _, out _))
        {
        }
    }

    public void Dispose()
    {
        lock (_gate) _disposed = true;
        _timer.Dispose();
    }

    private void OnTimer()
    {
        if (_disposed) return;
        try
        {
            using (Enter())
            {
                // Entering has run what is due; a timer that fired early is set again.
                _timerDue = long.MaxValue;
                if (_due.TryPeek(out _, out var due)) Arm(due);
            }
        }
        catch (IOException)
        {
            // The journal has said that it cannot be written; a timer must not end the process of its host.
        }
    }

    private void RunDue()
    {
        while (_due.TryPeek(out var item, out var due) && due <= Now)
        {
            _due.Dequeue();
            // An entry that was overtaken by an earlier one has had its turn.
            if (item.NotedDue != due) continue;
            item.NotedDue = long.MaxValue;
            item.OnDue(Now);
        }

        _timerDue = long.MaxValue;
        if (_due.TryPeek(out _, out var next)) Arm(next);
    }

    private void Arm(long due)
    {
        _timerDue = due;
        // A timer takes at most 2^32 - 2 ms; a later time is reached in steps.
        if (!_disposed) _timer.Change(TimeSpan.FromMilliseconds(Math.Clamp(due - Now, 1, int.MaxValue)), Timeout.InfiniteTimeSpan);
    }

    private void Leave()
    {
        IOutput? ready = null;
        var sealedAt = 0L;
        try
        {
            // Pumping may forward into other entities, which then join the list.
            for (var i = 0; i < _toPump.Count; i++)
            {
                _toPump[i].IsPumpQueued = false;
                _toPump[i].PumpNow();
            }
        }
        finally
        {
            _toPump.Clear();
            // Under the lock, so that frames follow one another as the stays in it did.
            sealedAt = Journal?.Seal() ?? 0;
            for (var output = _outputs; output is not null;)
            {
                var next = output.Next;
                output.IsQueued = false;
                output.Next = null;
                if (output.TryTake())
                {
                    output.Next = ready;
                    ready = output;
                }

                output = next;
            }

            _outputs = null;
            _gate.Exit();
        }

        // No answer leaves before what it promises is written.
        try
        {
            Journal?.EnsureWritten(sealedAt);
        }
        catch (IOException)
        {
            for (; ready is not null; ready = ready.Next) ready.Abort();
            throw;
        }

        Send(ready);
    }

    // Sending may enter and leave again; those outputs wait here, so that the stack cannot grow with them.
    private static void Send(IOutput? ready)
    {
        var pending = (s_pending ??= new());
        var first = pending.Count == 0;
        while (ready is not null)
        {
            var next = ready.Next;
            ready.Next = null;
            pending.Enqueue(ready);
            ready = next;
        }

        if (!first) return;
        while (pending.TryPeek(out var output))
        {
            output.Send();
            pending.Dequeue();
        }
    }

    /// <summary>A stay inside the lock; leaving it delivers messages and sends what was written.</summary>
    internal readonly ref struct Scope(Broker broker)
    {
        public void Dispose() => broker.Leave();
    }
}
