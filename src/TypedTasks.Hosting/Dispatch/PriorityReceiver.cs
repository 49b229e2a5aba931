using System.Collections.Immutable;
using TypedTasks.Transport;

namespace TypedTasks.Hosting.Dispatch;

/// <summary>
/// Several queues as one: what it returns next comes from the first queue, the most urgent, in which something waits. One
/// message of each less urgent queue may be held, with its lock renewed, until its turn has come.
/// </summary>
/// <param name="lanes">The open queues, the most urgent first.</param>
internal sealed class PriorityReceiver(ImmutableArray<IReceiver> lanes) : IReceiver
{
    private readonly SemaphoreSlim turn = new(1, 1);
    private readonly Task<IDelivery?>?[] next = new Task<IDelivery?>?[lanes.Length];

    /// <summary>That of the queue which is worst off.</summary>
    public ReceiverHealth Health => lanes.Select(static l => l.Health).MaxBy(static h => h.State)!;

    public async ValueTask<IDelivery?> ReceiveAsync(CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            while (true)
            {
                List<Task> open = [];
                if (await TakeAsync(open).ConfigureAwait(false) is { } delivery)
                    return delivery;
                if (open.Count == 0)
                    return null;
                await Task.WhenAny(open).WaitAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            turn.Release();
        }
    }

    public async ValueTask PauseAsync()
    {
        foreach (var lane in lanes)
            await lane.PauseAsync().ConfigureAwait(false);
    }

    public void Resume()
    {
        foreach (var lane in lanes)
            lane.Resume();
    }

    public async ValueTask StopAsync(CancellationToken cancellationToken)
    {
        foreach (var lane in lanes)
            await lane.StopAsync(cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var lane in lanes)
            await lane.DisposeAsync().ConfigureAwait(false);
        turn.Dispose();
    }

    // A lane that has stopped keeps its last answer, null, for good. What is open is what this look found so: a lane that answers
    // meanwhile is taken from at the next one.
    private async ValueTask<IDelivery?> TakeAsync(List<Task> open)
    {
        for (var i = 0; i < lanes.Length; i++)
        {
            var waiting = next[i] ??= lanes[i].ReceiveAsync(CancellationToken.None).AsTask();
            // One that failed is asked anew next time.
            if (waiting.IsFaulted)
                next[i] = null;
            if (!waiting.IsCompleted)
            {
                open.Add(waiting);
            }
            else if (await waiting.ConfigureAwait(false) is { } delivery)
            {
                next[i] = null;
                return delivery;
            }
        }

        return null;
    }
}
