namespace TypedTasks.Postgres.Lanes;

/// <summary>
/// A thread with a connection of its own, for work of one kind. What waits at the same moment is taken together, without any linger. It is a thread and no task: user code that blocks the pool holds up no bookkeeping.
/// </summary>
internal abstract class Lane<TWork>
{
    private readonly object gate = new();
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private List<TWork> waiting = [];
    private bool stopping;

    protected Lane(string name)
    {
        var thread = new Thread(Run) { IsBackground = true, Name = $"TypedTasks PostgreSQL {name}" };
        thread.Start();
    }

    public void Add(TWork work)
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(stopping, this);
            waiting.Add(work);
            if (waiting.Count == 1)
                Monitor.Pulse(gate);
        }
    }

    /// <summary>Deals with what waits, then closes.</summary>
    public Task StopAsync()
    {
        lock (gate)
        {
            stopping = true;
            Monitor.Pulse(gate);
        }

        return ended.Task;
    }

    /// <summary>Deals with some work; it throws nothing.</summary>
    protected abstract void Work(List<TWork> taken);

    protected abstract void Close();

    /// <summary>How long the lane waits before it is told that it is idle.</summary>
    protected virtual TimeSpan IdleAfter => Timeout.InfiniteTimeSpan;

    protected virtual void BecomeIdle()
    {
    }

    private void Run()
    {
        List<TWork> taken = [];
        while (Take(ref taken))
        {
            if (taken.Count == 0)
                BecomeIdle();
            else
                Work(taken);
            taken.Clear();
        }

        Close();
        ended.SetResult();
    }

    private bool Take(ref List<TWork> taken)
    {
        lock (gate)
        {
            var isWoken = true;
            while (waiting.Count == 0 && !stopping && isWoken)
                isWoken = Monitor.Wait(gate, IdleAfter);
            (taken, waiting) = (waiting, taken);
            return taken.Count > 0 || !stopping;
        }
    }
}
