using TypedTasks.ServiceBus.Observability;

namespace TypedTasks.ServiceBus.Clients;

/// <summary>
/// Notices that the client library does not come back. It has a time limit for everything that is begun here, so what takes three times as long is not slow: its threads wait for each other (docs/internals/adr-transport-default.md), and
/// only another process goes on.
/// </summary>
internal sealed class Standstill : IDisposable
{
    private const int Patience = 3;
    private readonly Lock gate = new();
    private readonly Dictionary<long, long> begun = [];
    private readonly ClientContext context;
    private readonly string queue;
    private readonly TimeSpan limit;
    private readonly ITimer timer;
    private long last;
    private bool isTold;

    public Standstill(ClientContext context, string queue)
    {
        this.context = context;
        this.queue = queue;
        limit = Patience * context.Options.OperationTimeout;
        timer = context.Time.CreateTimer(static self => ((Standstill)self!).Look(), this, limit / 2, limit / 2);
    }

    /// <summary>What is wrong; null where everything comes back in time.</summary>
    public string? Problem => IsStuck()
        ? $"The client library of queue '{queue}' at {context.Endpoint} stands still: what it was asked for more than {limit.TotalSeconds:0} s ago has no end, and its limit is {context.Options.OperationTimeout.TotalSeconds:0} s. Restart this process; what it holds comes again when its locks are over."
        : null;

    /// <summary>Makes a call that the library ends within its time limit.</summary>
    public async Task<T> WatchAsync<T>(Func<Task<T>> call)
    {
        var what = Begin();
        try
        {
            return await call().ConfigureAwait(false);
        }
        finally
        {
            lock (gate)
                begun.Remove(what);
        }
    }

    public void Dispose() => timer.Dispose();

    private long Begin()
    {
        lock (gate)
        {
            begun[++last] = context.Time.GetTimestamp();
            return last;
        }
    }

    private bool IsStuck()
    {
        lock (gate)
        {
            foreach (var at in begun.Values)
            {
                if (context.Time.GetElapsedTime(at) > limit)
                    return true;
            }
        }

        return false;
    }

    private void Look()
    {
        var problem = Problem;
        if (problem is not null && !isTold)
            TransportLog.StandsStill(context.Log, problem);
        isTold = problem is not null;
    }
}
