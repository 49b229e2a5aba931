using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TypedTasks.Hosting.Shared;
using TypedTasks.Storage;

namespace TypedTasks.Hosting.Upkeep;

/// <summary>Runs the jobs of upkeep when they are due, each in one process at a time. It never sends a chain step again.</summary>
internal sealed partial class UpkeepLoop(
    FlowStore store, IEnumerable<IUpkeepJob> jobs, TimeProvider time, IOptions<WorkerOptions> options, ILogger<UpkeepLoop> logger)
{
    private readonly IUpkeepJob[] jobs = [.. jobs];
    private readonly Dictionary<IUpkeepJob, long> lastRuns = [];

    public async Task RunAsync(IReadOnlyList<string> queues, CancellationToken stopping)
    {
        await RunAsync(jobs.Where(static j => j.RunsAtOnce), queues, stopping).ConfigureAwait(false);
        while (true)
        {
            await Task.Delay(Pause, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stopping.IsCancellationRequested)
                return;
            await PassAsync(queues, stopping).ConfigureAwait(false);
        }
    }

    /// <summary>Runs what is due. A job that fails is tried again when it is due next, and holds up no other.</summary>
    public ValueTask PassAsync(IReadOnlyList<string> queues, CancellationToken stopping) => RunAsync(jobs, queues, stopping);

    /// <summary>How long until something is due.</summary>
    public TimeSpan Pause
    {
        get
        {
            var pause = options.Value.ReconcileInterval;
            foreach (var job in jobs)
            {
                if (!job.RunsAtOnce || !lastRuns.TryGetValue(job, out var last))
                    continue;
                var rest = job.Interval - time.GetElapsedTime(last);

                // A wait of less than a millisecond is none: it would ask again and again until the moment has come.
                if (rest < pause)
                    pause = rest > TimeSpan.Zero ? TimeSpan.FromMilliseconds(Math.Ceiling(rest.TotalMilliseconds)) : TimeSpan.Zero;
            }

            return pause;
        }
    }

    private async ValueTask RunAsync(IEnumerable<IUpkeepJob> some, IReadOnlyList<string> queues, CancellationToken stopping)
    {
        foreach (var job in some)
        {
            if (lastRuns.TryGetValue(job, out var last) && time.GetElapsedTime(last) < job.Interval)
                continue;
            lastRuns[job] = time.GetTimestamp();
            try
            {
                if (job.HasOwnLeases || await store.ExecuteAsync(Lease(job, 3 * job.Interval), stopping).ConfigureAwait(false))
                    await job.RunAsync(queues, stopping).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is StoreException or TransportException)
            {
                LogLater(logger, job.Name, logger.OneLineOf(e), job.Interval);
                if (!job.HasOwnLeases && e is TransportException)
                    await LetOthersAsync(job, stopping).ConfigureAwait(false);
            }
        }
    }

    // What this process cannot do another one may.
    private async ValueTask LetOthersAsync(IUpkeepJob job, CancellationToken stopping)
    {
        try
        {
            await store.ExecuteAsync(Lease(job, TimeSpan.Zero), stopping).ConfigureAwait(false);
        }
        catch (Exception e) when (e is StoreException or OperationCanceledException)
        {
            LogLater(logger, job.Name, logger.OneLineOf(e), job.Interval);
        }
    }

    private AcquireLease Lease(IUpkeepJob job, TimeSpan duration) => new(job.Name, options.Value.Name, duration);

    [LoggerMessage(1, LogLevel.Warning, "Upkeep of {Job} failed ({Reason}); it is tried again in {Interval}")]
    private static partial void LogLater(ILogger logger, string job, string reason, TimeSpan interval);
}
