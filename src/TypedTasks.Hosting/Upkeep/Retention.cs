using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TypedTasks.Hosting.Shared;

namespace TypedTasks.Hosting.Upkeep;

/// <summary>Deletes flows past their retention.</summary>
internal sealed partial class Retention(
    FlowPurge purge, IOptions<TypedTasksOptions> options, IOptions<WorkerOptions> worker, ILogger<Retention> logger) : IUpkeepJob
{
    // Bounds what one run deletes, so that the store stays free for others; the rest goes in the next.
    private const int MaxPages = 20;

    private static readonly FlowFilter Done = new() { States = [FlowState.Succeeded, FlowState.Cancelled] };
    private static readonly FlowFilter Failed = new() { States = [FlowState.Failed] };

    public string Name => "retention";

    public TimeSpan Interval => worker.Value.ReconcileInterval;

    public async ValueTask RunAsync(IReadOnlyList<string> queues, CancellationToken cancellationToken)
    {
        await PurgeAsync(Done, options.Value.Retention, cancellationToken).ConfigureAwait(false);
        await PurgeAsync(Failed, options.Value.FailedRetention, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask PurgeAsync(FlowFilter filter, TimeSpan age, CancellationToken cancellationToken)
    {
        var total = await purge.RunAsync(filter, age, MaxPages, cancellationToken).ConfigureAwait(false);
        if (total > 0)
            LogPurged(logger, total, age);
    }

    [LoggerMessage(1, LogLevel.Information, "Purged {Count} flows that ended more than {Age} ago")]
    private static partial void LogPurged(ILogger logger, int count, TimeSpan age);
}
