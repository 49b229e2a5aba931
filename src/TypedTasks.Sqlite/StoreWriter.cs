using System.Diagnostics;
using TypedTasks.Sqlite.Database;

namespace TypedTasks.Sqlite;

/// <summary>
/// The one thread of the process that writes. Calls that wait at the same moment share a transaction, without any
/// linger; if it fails, each is tried alone, so that one wrong call costs the others nothing.
/// </summary>
internal sealed class StoreWriter
{
    // Bounds how long other processes wait for the lock.
    private const int MaxOperationsPerTransaction = 2000;

    // Between two steps of giving space back, others get the lock; they wait for it in real time.
    private static readonly TimeSpan ShrinkPause = TimeSpan.FromMilliseconds(20);

    private readonly SqliteStoreOptions options;
    private readonly StoreSession session;
    private readonly object gate = new();
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private List<StoreCall> waiting = [];
    private bool stopping;
    private long lastShrink;

    public StoreWriter(StoreSession session, SqliteStoreOptions options)
    {
        this.session = session;
        this.options = options;
        var thread = new Thread(Run) { IsBackground = true, Name = "TypedTasks SQLite writer" };
        thread.Start();
    }

    public void Add(StoreCall call)
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(stopping, typeof(SqliteTaskStore));
            waiting.Add(call);
            if (waiting.Count == 1)
                Monitor.Pulse(gate);
        }
    }

    /// <summary>Writes what waits, then closes.</summary>
    public Task StopAsync()
    {
        lock (gate)
        {
            stopping = true;
            Monitor.Pulse(gate);
        }

        return ended.Task;
    }

    private void Run()
    {
        List<StoreCall> taken = [];
        while (Take(ref taken))
        {
            for (var first = 0; first < taken.Count;)
            {
                var end = EndOfGroup(taken, first);
                WriteGroup(taken, first, end);
                first = end;
            }

            taken.Clear();
            if (session.IsShrinking && Stopwatch.GetElapsedTime(lastShrink) >= ShrinkPause)
            {
                session.Shrink();
                lastShrink = Stopwatch.GetTimestamp();
            }
        }

        session.Close();
        ended.SetResult();
    }

    private bool Take(ref List<StoreCall> taken)
    {
        lock (gate)
        {
            var isWoken = true;
            while (waiting.Count == 0 && !stopping && isWoken)
                isWoken = Monitor.Wait(gate, session.IsShrinking ? ShrinkPause : Timeout.InfiniteTimeSpan);
            (taken, waiting) = (waiting, taken);
        }

        taken.RemoveAll(static c => !c.Begin());
        return taken.Count > 0 || !stopping;
    }

    private static int EndOfGroup(List<StoreCall> calls, int first)
    {
        var operations = 0;
        var end = first;
        do
            operations += calls[end++].Operations.Count;
        while (end < calls.Count && operations < MaxOperationsPerTransaction);
        return end;
    }

    private void WriteGroup(List<StoreCall> calls, int first, int end)
    {
        try
        {
            session.BeginWrite();
        }
        catch (Exception e)
        {
            // Whoever holds the lock holds it for every call of the group.
            for (var i = first; i < end; i++)
                calls[i].SetException(Describe(e));
            return;
        }

        try
        {
            for (var i = first; i < end; i++)
                session.Write(calls[i]);
            session.Commit();
        }
        catch (Exception e)
        {
            RollBack();
            if (end == first + 1)
                calls[first].SetException(Describe(e));
            else
                WriteAlone(calls, first, end);
            return;
        }

        for (var i = first; i < end; i++)
            calls[i].SetResult();
    }

    private void WriteAlone(List<StoreCall> calls, int first, int end)
    {
        for (var i = first; i < end; i++)
            WriteGroup(calls, i, i + 1);
    }

    private void RollBack()
    {
        try
        {
            session.Rollback();
        }
        catch (Exception e) when (StoreErrors.IsKnown(e))
        {
            // The next BEGIN reports a connection that cannot go on; the failure of this transaction is the one to tell.
        }
    }

    private Exception Describe(Exception error) => StoreErrors.IsKnown(error) ? StoreErrors.Describe(error, options) : error;
}
