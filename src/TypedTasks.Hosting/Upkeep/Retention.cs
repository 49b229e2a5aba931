using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TypedTasks.Hosting.Shared;
using TypedTasks.Storage;

namespace TypedTasks.Hosting.Upkeep;

/// <summary>Deletes flows that have been over for long enough. It runs under the reconciler's lease.</summary>
internal sealed partial class Retention(FlowStore store, IOptions<TypedTasksOptions> options, ILogger<Retention> logger)
{
    // Bounds what one pass deletes, so that the store stays free for others; the rest goes in the next.
    private const int Page = 100;
    private const int MaxPages = 20;

    private static readonly FlowFilter Done = new() { States = [FlowState.Succeeded, FlowState.Cancelled] };
    private static readonly FlowFilter Failed = new() { States = [FlowState.Failed] };

    public async ValueTask PassAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        await PurgeAsync(Done, now, options.Value.Retention, cancellationToken).ConfigureAwait(false);
        await PurgeAsync(Failed, now, options.Value.FailedRetention, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask PurgeAsync(FlowFilter filter, DateTimeOffset now, TimeSpan age, CancellationToken cancellationToken)
    {
        if (age >= now - DateTimeOffset.MinValue)
            return;
        var total = 0;
        for (var i = 0; i < MaxPages; i++)
        {
            var purged = await store
                .ExecuteAsync(new PurgeFlows(filter, now - age, Page), cancellationToken).ConfigureAwait(false);
            total += purged;
            if (purged < Page)
                break;
        }

        if (total > 0)
            LogPurged(logger, total, age);
    }

    [LoggerMessage(1, LogLevel.Information, "Purged {Count} flows that ended more than {Age} ago")]
    private static partial void LogPurged(ILogger logger, int count, TimeSpan age);
}
