using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using TypedTasks.Hosting.Shared;
using TypedTasks.Storage;
using TypedTasks.Transport;

namespace TypedTasks.Hosting.Sending;

/// <summary>
/// Flows that were accepted in transactions of the application, which nobody tells of their commit: looks each second whether the store knows them by now, and begins them. Crash window: their first messages are owed
/// from the commit on, so upkeep sends what this process does not.
/// </summary>
internal sealed partial class UnstartedFlows(FlowStore store, Outbox outbox, Turns turns, TimeProvider time, ILogger<UnstartedFlows> logger) : IAsyncDisposable
{
    private const int MostAtOnce = 100;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    // A transaction that is older has been rolled back, most likely; if not, upkeep begins its flow.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<string, Unstarted> flows = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource closing = new();
    private readonly Lock gate = new();
    private Task looking = Task.CompletedTask;

    /// <summary>Begins a flow once it is there.</summary>
    /// <param name="key">The flow.</param>
    /// <param name="first">Its first message.</param>
    /// <param name="turnKey">The key of the line that lets it begin, or null.</param>
    public void Add(FlowKey key, TaskMessage first, string? turnKey)
    {
        flows[key.FlowId] = new(key, first, turnKey, time.GetTimestamp());
        lock (gate)
        {
            if (looking.IsCompleted && !closing.IsCancellationRequested)
                looking = LookAsync();
        }
    }

    /// <summary>Begins a flow whose transaction has been committed.</summary>
    /// <exception cref="FlowUnknownException">The store does not know it.</exception>
    public async ValueTask StartAsync(string flowId, CancellationToken cancellationToken)
    {
        if (!flows.TryGetValue(flowId, out var flow))
            return;
        if ((await store.ExecuteAsync(new GetFlow(flow.Key), cancellationToken).ConfigureAwait(false)).State == FlowState.Unknown)
            throw new FlowUnknownException(flowId);
        await BeginAsync(flow, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        if (closing.IsCancellationRequested)
            return;
        await closing.CancelAsync().ConfigureAwait(false);
        await looking.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        closing.Dispose();
    }

    private async Task LookAsync()
    {
        while (true)
        {
            await Task.Delay(Interval, time, closing.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (closing.IsCancellationRequested)
                return;
            foreach (var some in flows.Values.Chunk(MostAtOnce))
                await LookAsync(some).ConfigureAwait(false);

            // Race: one that comes now finds this loop running, or begins another.
            lock (gate)
            {
                if (flows.IsEmpty)
                {
                    looking = Task.CompletedTask;
                    return;
                }
            }
        }
    }

    private async Task LookAsync(Unstarted[] some)
    {
        try
        {
            GetFlow[] reads = [.. some.Select(static f => new GetFlow(f.Key))];
            await store.ExecuteAsync(reads, closing.Token).ConfigureAwait(false);
            foreach (var (flow, read) in some.Zip(reads))
            {
                if (read.Result.State != FlowState.Unknown)
                    await BeginAsync(flow, closing.Token).ConfigureAwait(false);
                else if (time.GetElapsedTime(flow.Since) > Patience)
                    flows.TryRemove(flow.Key.FlowId, out _);
            }
        }
        catch (Exception e) when (e is StoreException or TransportException or OperationCanceledException)
        {
            // The next look tries again.
            if (!closing.IsCancellationRequested)
                LogLater(logger, logger.OneLineOf(e));
        }
    }

    private async ValueTask BeginAsync(Unstarted flow, CancellationToken cancellationToken)
    {
        if (!flows.TryRemove(flow.Key.FlowId, out _))
            return;
        if (flow.TurnKey is not null)
            await turns.PassAsync(flow.TurnKey, cancellationToken).ConfigureAwait(false);
        else
            await outbox.SendFirstAsync(flow.Key, flow.First, cancellationToken).ConfigureAwait(false);
    }

    [LoggerMessage(1, LogLevel.Warning, "Flows that were enqueued in transactions are not begun yet ({Reason}); it is tried again")]
    private static partial void LogLater(ILogger logger, string reason);

    private sealed record Unstarted(FlowKey Key, TaskMessage First, string? TurnKey, long Since);
}
