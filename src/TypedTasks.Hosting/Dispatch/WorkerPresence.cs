using Microsoft.Extensions.Logging;
using TypedTasks.Hosting.Shared;
using TypedTasks.Storage;

namespace TypedTasks.Hosting.Dispatch;

/// <summary>
/// Says in the store that this worker is alive and what it does, so that people anywhere see it. A row of the store is all there is: whoever was killed says nothing more, and is gone once its lease is over.
/// </summary>
internal sealed partial class WorkerPresence(
    FlowStore store, WorkerIdentity identity, RunningSteps running, TimeProvider time, ILogger<WorkerPresence> logger)
{
    /// <summary>For how long a worker that says nothing counts as alive.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan Renewal = TimeSpan.FromSeconds(3);

    // Steps that are shorter are seen where they happen to run at a renewal.
    private static readonly TimeSpan Shown = TimeSpan.FromSeconds(1);
    private const int MostShown = 100;

    private long lastReport;
    private string lastQueues = "";
    private string lastSteps = "";

    /// <summary>Says how the worker stands, where that is another way than before, or the lease is to be renewed.</summary>
    /// <param name="queues">The queues that it takes.</param>
    /// <param name="isDraining">Whether it takes nothing new.</param>
    /// <param name="isDrained">Whether it runs nothing any more, besides.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async ValueTask ReportAsync(IReadOnlyList<WorkerQueue> queues, bool isDraining, bool isDrained, CancellationToken cancellationToken)
    {
        var steps = running.Tell();
        var (queuesNow, stepsNow) = ($"{isDraining} {isDrained} {string.Join(' ', queues)}", string.Join(' ', steps.Where(static s => s.RunsFor >= Shown).Select(static s => $"{s.FlowId}/{s.Path}/{s.Attempt}")));
        var age = lastReport == 0 ? TimeSpan.MaxValue : time.GetElapsedTime(lastReport);
        if (age < Renewal && queuesNow == lastQueues && (age < Shown || stepsNow == lastSteps))
            return;
        var report = new ReportWorker(
            identity.Id, identity.Name, Environment.MachineName, Environment.ProcessId, identity.Version, Lease, queues, [.. steps.Take(MostShown)], steps.Count)
        {
            IsDraining = isDraining,
            IsDrained = isDrained,
        };
        try
        {
            await store.ExecuteAsync([report], cancellationToken).ConfigureAwait(false);
            (lastReport, lastQueues, lastSteps) = (time.GetTimestamp(), queuesNow, stepsNow);
        }
        catch (StoreException e)
        {
            LogUnsaid(logger, logger.OneLineOf(e));
        }
    }

    /// <summary>The worker has ended: nobody needs to wait for its lease to run out.</summary>
    public async ValueTask LeaveAsync()
    {
        if (lastReport == 0)
            return;
        try
        {
            await store.ExecuteAsync(new RemoveWorker(identity.Id), CancellationToken.None).ConfigureAwait(false);
        }
        catch (StoreException e)
        {
            LogUnsaid(logger, logger.OneLineOf(e));
        }
    }

    [LoggerMessage(1, LogLevel.Debug, "How this worker stands could not be written to the store ({Reason}): it shows as gone until it can")]
    private static partial void LogUnsaid(ILogger logger, string reason);
}
