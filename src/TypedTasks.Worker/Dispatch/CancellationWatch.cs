using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TypedTasks.Contracts;
using TypedTasks.Flows;

namespace TypedTasks.Worker;

/// <summary>
/// Knows the cancelled scopes, by looking every half lag. While its last look is older than the lag no step of a stored
/// flow starts: better late than cancelled and run.
/// </summary>
internal sealed partial class CancellationWatch(
    FlowStore store, RunningSteps running, TimeProvider time, IOptions<TypedTasksOptions> options, ILogger<CancellationWatch> logger)
{
    private const int Page = 1000;

    private readonly ConcurrentDictionary<FlowKey, string[]> scopes = new();
    private readonly TimeSpan lag = options.Value.CancellationLag;
    private long sequence;
    private long lastLook;

    /// <summary>Whether a step lies in a cancelled scope, as of a look that is young enough; looks itself where the last one is not.</summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public ValueTask<bool> IsCancelledAsync(FlowKey key, string path, CancellationToken cancellationToken) =>
        IsFresh ? new(IsKnown(key, path)) : LookAndAskAsync(key, path, cancellationToken);

    public async Task RunAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await LookAsync(stopping).ConfigureAwait(false);
            }
            catch (StoreException e)
            {
                LogBlind(logger, e);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }

            await Task.Delay(lag / 2, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public async ValueTask LookAsync(CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        IReadOnlyList<Cancellation> page;
        do
        {
            var after = Volatile.Read(ref sequence);
            page = await store.ExecuteAsync(new ReadCancellations(after, Page), cancellationToken).ConfigureAwait(false);
            foreach (var cancellation in page)
                Apply(cancellation);
        }
        while (page.Count == Page);
        Volatile.Write(ref lastLook, started);
    }

    private bool IsFresh =>
        Volatile.Read(ref lastLook) is var look && look != 0 && time.GetElapsedTime(look) <= lag;

    private bool IsKnown(FlowKey key, string path) =>
        scopes.TryGetValue(key, out var paths) && paths.Any(scope => StepPath.IsWithin(path, scope));

    private async ValueTask<bool> LookAndAskAsync(FlowKey key, string path, CancellationToken cancellationToken)
    {
        while (!IsFresh)
            await LookAsync(cancellationToken).ConfigureAwait(false);
        return IsKnown(key, path);
    }

    private void Apply(Cancellation cancellation)
    {
        scopes.AddOrUpdate(
            cancellation.Key,
            static (_, path) => [path],
            static (_, paths, path) => path.Length == 0 ? [path] : paths.Contains(path) ? paths : [.. paths, path],
            cancellation.Path);
        running.Cancel(cancellation);

        // Several may look at once: the count only rises.
        long seen;
        while ((seen = Volatile.Read(ref sequence)) < cancellation.Sequence
            && Interlocked.CompareExchange(ref sequence, cancellation.Sequence, seen) != seen)
        {
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "Cancelled scopes cannot be read: no step starts until they can")]
    private static partial void LogBlind(ILogger logger, Exception exception);
}
