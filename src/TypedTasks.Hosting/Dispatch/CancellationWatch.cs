using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TypedTasks.Hosting.Shared;
using TypedTasks.Paths;
using TypedTasks.Plans;
using TypedTasks.Storage;

namespace TypedTasks.Hosting.Dispatch;

/// <summary>
/// Knows the cancelled scopes, by looking every half lag. While its last look is older than the lag no step of a stored
/// flow starts: better late than cancelled and run. It remembers an hour: whoever belongs to a flow that may have been
/// cancelled before that is asked for in the store, which also tells a flow that is no longer kept.
/// </summary>
internal sealed partial class CancellationWatch(
    FlowStore store, RunningSteps running, TimeProvider time, IOptions<TypedTasksOptions> options, ILogger<CancellationWatch> logger)
{
    // Flows older than this are asked for: the other half of an hour is for clocks that do not agree.
    private static readonly TimeSpan Trusted = CancellationMemory.Length / 2;
    private const int Page = 1000;

    private readonly ConcurrentDictionary<FlowKey, Scopes> cancelled = new();
    private readonly ConcurrentDictionary<string, DateTimeOffset> accepted = new(StringComparer.Ordinal);
    private readonly TimeSpan lag = options.Value.CancellationLag;
    private long sequence;
    private long lastLook;
    private long lastPruning;

    /// <summary>How many flows have cancelled scopes that are remembered.</summary>
    public int Remembered => cancelled.Count;

    /// <summary>Whether a step lies in a cancelled scope, as of a look that is young enough; looks itself where the last one is not.</summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public ValueTask<bool> IsCancelledAsync(FlowKey key, string path, CancellationToken cancellationToken) =>
        !IsCovered(key) ? AskStoreAsync(key, path, cancellationToken)
        : IsFresh ? new(IsKnown(key, path))
        : LookAndAskAsync(key, path, cancellationToken);

    public async Task RunAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                if (await TryLookAsync(stopping).ConfigureAwait(false))
                    running.Report();
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }

            await Task.Delay(lag / 2, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Looks, and says so where the store is away: no step starts then.</summary>
    public async ValueTask<bool> TryLookAsync(CancellationToken cancellationToken)
    {
        try
        {
            await LookAsync(cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (StoreException e)
        {
            LogBlind(logger, logger.OneLineOf(e));
            return false;
        }
    }

    public async ValueTask LookAsync(CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        IReadOnlyList<Cancellation> page;
        do
        {
            var after = Volatile.Read(ref sequence);
            page = await store.QueryAsync(new ReadCancellations(after, CancellationMemory.Length, Page), cancellationToken).ConfigureAwait(false);
            foreach (var cancellation in page)
                Apply(cancellation);
        }
        while (page.Count == Page);
        Volatile.Write(ref lastLook, started);
        Prune(time.GetUtcNow() - CancellationMemory.Length);
    }

    private bool IsFresh =>
        Volatile.Read(ref lastLook) is var look && look != 0 && time.GetElapsedTime(look) <= lag;

    private bool IsKnown(FlowKey key, string path) =>
        cancelled.TryGetValue(key, out var scopes) && scopes.Paths.Any(scope => StepPath.IsWithin(path, scope));

    /// <summary>Whether every cancellation of a flow is remembered, because the flow is young.</summary>
    private bool IsCovered(FlowKey key) =>
        (FlowIds.CreatedAt(key.FlowId) is { } created || accepted.TryGetValue(key.FlowId, out created))
        && time.GetUtcNow() - created <= Trusted;

    private async ValueTask<bool> AskStoreAsync(FlowKey key, string path, CancellationToken cancellationToken)
    {
        var flow = new GetFlow(key);
        var scope = new IsCancelled(key, path);
        await store.ExecuteAsync([flow, scope], cancellationToken).ConfigureAwait(false);
        if (FlowIds.CreatedAt(key.FlowId) is null && flow.Result.State != FlowState.Unknown)
            accepted[key.FlowId] = flow.Result.AcceptedAt;
        return scope.Result || flow.Result.State == FlowState.Unknown;
    }

    private async ValueTask<bool> LookAndAskAsync(FlowKey key, string path, CancellationToken cancellationToken)
    {
        while (!IsFresh)
            await LookAsync(cancellationToken).ConfigureAwait(false);
        return IsKnown(key, path);
    }

    private void Apply(Cancellation cancellation)
    {
        cancelled.AddOrUpdate(
            cancellation.Key,
            static (_, c) => new([c.Path], c.At),
            static (_, known, c) => known.With(c),
            cancellation);
        running.Cancel(cancellation);

        // Several may look at once: the count only rises.
        long seen;
        while ((seen = Volatile.Read(ref sequence)) < cancellation.Sequence
            && Interlocked.CompareExchange(ref sequence, cancellation.Sequence, seen) != seen)
        {
        }
    }

    private void Prune(DateTimeOffset before)
    {
        var last = Volatile.Read(ref lastPruning);
        var now = time.GetTimestamp();
        if (last != 0 && time.GetElapsedTime(last, now) < CancellationMemory.Length / 4)
            return;
        Volatile.Write(ref lastPruning, now);
        accepted.Clear();
        foreach (var entry in cancelled)
        {
            if (entry.Value.At < before)
                cancelled.TryRemove(entry);
        }
    }

    private sealed record Scopes(string[] Paths, DateTimeOffset At)
    {
        public Scopes With(Cancellation c) => new(
            c.Path.Length == 0 ? [""] : Paths.Contains(c.Path) ? Paths : [.. Paths, c.Path],
            c.At > At ? c.At : At);
    }

    [LoggerMessage(1, LogLevel.Warning, "Cancelled scopes cannot be read ({Reason}): no step starts until they can")]
    private static partial void LogBlind(ILogger logger, string reason);
}
