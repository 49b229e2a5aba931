namespace TypedTasks.Emulator.Entities;

/// <summary>
/// The one lock of an emulator, whatever its namespaces are. A thread enters once per batch of frames, so the lock costs
/// little, and a transaction over several entities is atomic by construction. Nothing is read or written to a socket inside.
/// </summary>
internal sealed class BrokerGate : IDisposable
{
    [ThreadStatic]
    private static Queue<IOutput>? pending;

    private readonly Lock gate = new();
    private readonly List<Agenda> agendas = [];
    private readonly List<MessageQueue> toPump = [];
    private readonly ITimer timer;
    private IOutput? outputs;
    private long timerDue = long.MaxValue;
    private bool disposed;

    public BrokerGate(TimeProvider time, IJournal? journal = null)
    {
        Journal = journal;
        Time = time;
        Now = time.GetUtcNow().ToUnixTimeMilliseconds();
        Clients = Open();
        timer = time.CreateTimer(_ => OnTimer(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public TimeProvider Time { get; }

    /// <summary>Where messages are kept beyond the process; null in memory.</summary>
    public IJournal? Journal { get; }

    /// <summary>Unix milliseconds, read once per entry.</summary>
    public long Now { get; private set; }

    /// <summary>The clock that clients live by, which no namespace moves: their tokens end by it.</summary>
    public Agenda Clients { get; }

    public Scope Enter()
    {
        gate.Enter();
        try
        {
            Now = Time.GetUtcNow().ToUnixTimeMilliseconds();
            if (Now >= timerDue)
                RunDue();
            return new Scope(this);
        }
        catch
        {
            gate.Exit();
            throw;
        }
    }

    /// <summary>Makes a clock with its own work.</summary>
    public Agenda Open()
    {
        var agenda = new Agenda(this);
        agendas.Add(agenda);
        return agenda;
    }

    public void Close(Agenda agenda) => agendas.Remove(agenda);

    public void Pump(MessageQueue queue)
    {
        if (queue.IsPumpQueued)
            return;
        queue.IsPumpQueued = true;
        toPump.Add(queue);
    }

    public void Flush(IOutput output)
    {
        if (output.IsQueued)
            return;
        output.IsQueued = true;
        output.Next = outputs;
        outputs = output;
    }

    /// <summary>Sees to it that somebody looks at the agendas then.</summary>
    public void WakeAt(long due)
    {
        if (due >= timerDue)
            return;
        timerDue = due;
        // A timer takes at most 2^32 - 2 ms; a later time is reached in steps.
        if (!disposed)
            timer.Change(TimeSpan.FromMilliseconds(Math.Clamp(due - Now, 1, int.MaxValue)), Timeout.InfiniteTimeSpan);
    }

    public void RunDue()
    {
        // One after the other in the order of their times, whichever clock they are on: what is done may open and close agendas.
        for (var next = Earliest(); next.NextDue <= Now; next = Earliest())
            next.RunNext();
        Rearm();
    }

    public void Dispose()
    {
        lock (gate)
            disposed = true;
        timer.Dispose();
    }

    private void OnTimer()
    {
        if (disposed)
            return;
        try
        {
            // Entering has run what is due; a timer that fired early is set again.
            using (Enter())
                Rearm();
        }
        catch (IOException)
        {
            // The journal has said that it cannot be written; a timer must not end the process of its host.
        }
    }

    private void Rearm()
    {
        timerDue = long.MaxValue;
        WakeAt(Earliest().NextDue);
    }

    private Agenda Earliest()
    {
        var first = agendas[0];
        foreach (var agenda in agendas)
            if (agenda.NextDue < first.NextDue)
                first = agenda;
        return first;
    }

    private void Leave()
    {
        IOutput? ready = null;
        var sealedAt = 0L;
        try
        {
            // Pumping may forward into other entities, which then join the list.
            for (var i = 0; i < toPump.Count; i++)
            {
                toPump[i].IsPumpQueued = false;
                HandingOut.Pump(toPump[i]);
            }
        }
        finally
        {
            toPump.Clear();
            // Under the lock, so that frames follow one another as the stays in it did.
            sealedAt = Journal?.Seal() ?? 0;
            for (var output = outputs; output is not null;)
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

            outputs = null;
            gate.Exit();
        }

        // No answer leaves before what it promises is written.
        try
        {
            Journal?.EnsureWritten(sealedAt);
        }
        catch (IOException)
        {
            for (; ready is not null; ready = ready.Next)
                ready.Abort();
            throw;
        }

        Send(ready);
    }

    // Sending may enter and leave again; those outputs wait here, so that the stack cannot grow with them.
    private static void Send(IOutput? ready)
    {
        var pending = (BrokerGate.pending ??= new());
        var first = pending.Count == 0;
        while (ready is not null)
        {
            var next = ready.Next;
            ready.Next = null;
            pending.Enqueue(ready);
            ready = next;
        }

        if (!first)
            return;
        while (pending.TryPeek(out var output))
        {
            output.Send();
            pending.Dequeue();
        }
    }

    /// <summary>A stay inside the lock; leaving it delivers messages and sends what was written.</summary>
    internal readonly ref struct Scope(BrokerGate gate)
    {
        public void Dispose() => gate.Leave();
    }
}
