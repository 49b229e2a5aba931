namespace TypedTasks.Emulator.Entities;

/// <summary>
/// What is to happen when, on a clock that may be ahead of the gate's: a namespace lets its own time pass. Times are Unix
/// milliseconds of this clock. Everything here runs inside the gate's lock.
/// </summary>
internal sealed class Agenda(BrokerGate gate)
{
    private readonly PriorityQueue<ITimed, long> due = new();

    /// <summary>By how many milliseconds this clock is ahead.</summary>
    public long Ahead { get; private set; }

    public long Now => gate.Now + Ahead;

    /// <summary>When something is to happen next, by the gate's clock.</summary>
    public long NextDue => this.due.TryPeek(out _, out var due) ? due - Ahead : long.MaxValue;

    public void Schedule(ITimed item, long due)
    {
        if (due >= item.NotedDue)
            return;
        item.NotedDue = due;
        this.due.Enqueue(item, due);
        gate.WakeAt(due - Ahead);
    }

    /// <summary>Forgets something that has no work any more, long before its time.</summary>
    public void Unschedule(ITimed item)
    {
        item.NotedDue = long.MaxValue;
        while (due.Remove(item, out _, out _))
        {
        }
    }

    /// <summary>Lets time pass, and does at once what has come due by it.</summary>
    public void Advance(long milliseconds)
    {
        Ahead += milliseconds;
        gate.RunDue();
    }

    /// <summary>Does what is to happen first.</summary>
    public void RunNext()
    {
        // An entry that was overtaken by an earlier one has had its turn.
        if (!this.due.TryDequeue(out var item, out var due) || item.NotedDue != due)
            return;
        item.NotedDue = long.MaxValue;
        item.OnDue(Now);
    }
}
