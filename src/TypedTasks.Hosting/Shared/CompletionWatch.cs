using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using TypedTasks.Storage;

namespace TypedTasks.Hosting.Shared;

/// <summary>
/// Waits for flows to end: signalled by a worker of this process, otherwise by one batched poll that slows down while
/// nothing happens.
/// </summary>
internal sealed partial class CompletionWatch(FlowStore store, TimeProvider time, ILogger<CompletionWatch> logger) : IDisposable
{
    private const int MaxBatch = 500;
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(50);

    private readonly Lock gate = new();
    private readonly ConcurrentDictionary<string, Waiter> waiting = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource stopping = new();
    private int polling;

    /// <summary>How many flows somebody waits for.</summary>
    public int Waiting => waiting.Count;

    public async ValueTask<FlowRecord> WaitAsync(FlowKey key, CancellationToken cancellationToken)
    {
        var flow = key.FlowId;
        var waiter = Join(flow);
        try
        {
            // It may have ended before anybody waited: then no signal comes, and the next poll may be far.
            await LookAsync([flow], cancellationToken).ConfigureAwait(false);
            if (!waiter.Task.IsCompleted && Interlocked.Exchange(ref polling, 1) == 0)
                _ = Apart.Start(PollAsync);
            return await waiter.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            Leave(flow, waiter);
        }
    }

    /// <summary>Says that a flow has ended here.</summary>
    public void Signal(FlowRecord record)
    {
        if (record.State is not (FlowState.Running or FlowState.Compensating) && waiting.TryRemove(record.Key.FlowId, out var waiter))
            waiter.TrySetResult(record);
    }

    public void Dispose()
    {
        stopping.Cancel();
        stopping.Dispose();
    }

    private Waiter Join(string flow)
    {
        lock (gate)
        {
            var waiter = waiting.GetOrAdd(flow, static _ => new());
            waiter.Callers++;
            return waiter;
        }
    }

    /// <summary>Whoever leaves last ends the polling for the flow, which may go on for days.</summary>
    private void Leave(string flow, Waiter waiter)
    {
        lock (gate)
        {
            if (--waiter.Callers == 0)
                waiting.TryRemove(KeyValuePair.Create(flow, waiter));
        }
    }

    private async Task PollAsync()
    {
        var interval = Shortest;
        var token = stopping.Token;
        try
        {
            while (!token.IsCancellationRequested)
            {
                if (waiting.IsEmpty)
                {
                    Volatile.Write(ref polling, 0);
                    if (waiting.IsEmpty || Interlocked.Exchange(ref polling, 1) != 0)
                        return;
                }

                await Task.Delay(interval, time, token).ConfigureAwait(false);
                var progress = false;
                foreach (var flows in waiting.Keys.Chunk(MaxBatch))
                    progress |= await LookAsync(flows, token).ConfigureAwait(false);
                interval = progress ? Shortest : TimeSpan.FromTicks(Math.Min(interval.Ticks * 2, Longest.Ticks));
            }
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested)
        {
            foreach (var flow in waiting.Keys)
            {
                if (waiting.TryRemove(flow, out var waiter))
                    waiter.TrySetCanceled(token);
            }
        }
    }

    private async ValueTask<bool> LookAsync(string[] flows, CancellationToken cancellationToken)
    {
        var operations = Array.ConvertAll(flows, static f => new GetFlow(new(f, 0)));
        try
        {
            await store.ExecuteAsync(operations, cancellationToken).ConfigureAwait(false);
        }
        catch (StoreException e)
        {
            LogUnreadable(logger, operations.Length, logger.OneLineOf(e));
            return false;
        }

        var progress = false;
        foreach (var operation in operations)
        {
            progress |= operation.Result.State is not (FlowState.Running or FlowState.Compensating);
            Signal(operation.Result);
        }

        return progress;
    }

    [LoggerMessage(1, LogLevel.Warning, "The state of {Count} flows could not be read ({Reason}); trying again")]
    private static partial void LogUnreadable(ILogger logger, int count, string reason);

    private sealed class Waiter() : TaskCompletionSource<FlowRecord>(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public int Callers { get; set; }
    }
}
