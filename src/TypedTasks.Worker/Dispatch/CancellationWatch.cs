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
    private TaskCompletionSource looked = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public bool IsFresh => lastLook != 0 && time.GetElapsedTime(Volatile.Read(ref lastLook)) <= lag;

    /// <summary>Returns once the last look is young enough.</summary>
    public async ValueTask FreshAsync(CancellationToken cancellationToken)
    {
        while (!IsFresh)
            await Volatile.Read(ref looked).Task.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    public bool IsCancelled(FlowKey key, string path) =>
        scopes.TryGetValue(key, out var paths) && paths.Any(scope => StepPath.IsWithin(path, scope));

    public async Task RunAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            await LookAsync(stopping).ConfigureAwait(false);
            await Task.Delay(lag / 2, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public async ValueTask LookAsync(CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        try
        {
            IReadOnlyList<Cancellation> page;
            do
            {
                page = await store.ExecuteAsync(new ReadCancellations(sequence, Page), cancellationToken).ConfigureAwait(false);
                foreach (var cancellation in page)
                    Apply(cancellation);
            }
            while (page.Count == Page);
        }
        catch (StoreException e)
        {
            LogBlind(logger, e);
            return;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return;
        }

        Volatile.Write(ref lastLook, started);
        Interlocked.Exchange(ref looked, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
    }

    private void Apply(Cancellation cancellation)
    {
        sequence = cancellation.Sequence;
        scopes.AddOrUpdate(
            cancellation.Key,
            static (_, path) => [path],
            static (_, paths, path) => path.Length == 0 ? [path] : [.. paths, path],
            cancellation.Path);
        running.Cancel(cancellation);
    }

    [LoggerMessage(1, LogLevel.Warning, "Cancelled scopes cannot be read: no step starts until they can")]
    private static partial void LogBlind(ILogger logger, Exception exception);
}
