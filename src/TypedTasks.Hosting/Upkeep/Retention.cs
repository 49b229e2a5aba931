using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TypedTasks.Hosting.Shared;
using TypedTasks.Storage;

namespace TypedTasks.Hosting.Upkeep;

/// <summary>Deletes flows that have been over for long enough. It runs under the reconciler's lease.</summary>
internal sealed partial class Retention(
    FlowStore store, FlowPurge purge, TimeProvider time, IOptions<TypedTasksOptions> options, ILogger<Retention> logger)
{
    // Bounds what one pass deletes, so that the store stays free for others; the rest goes in the next.
    private const int MaxPages = 20;
    private const int MaxPlans = 1000;

    // A plan goes with the last flow that has it. What a crash leaves of that is looked for seldom: it takes a look at every plan.
    private static readonly TimeSpan PlanInterval = TimeSpan.FromHours(1);
    private static readonly TimeSpan PlanAge = TimeSpan.FromDays(2);

    private static readonly FlowFilter Done = new() { States = [FlowState.Succeeded, FlowState.Cancelled] };
    private static readonly FlowFilter Failed = new() { States = [FlowState.Failed] };

    private long lastPlans;

    public async ValueTask PassAsync(CancellationToken cancellationToken)
    {
        await PurgeAsync(Done, options.Value.Retention, cancellationToken).ConfigureAwait(false);
        await PurgeAsync(Failed, options.Value.FailedRetention, cancellationToken).ConfigureAwait(false);
        if (lastPlans != 0 && time.GetElapsedTime(lastPlans) < PlanInterval)
            return;
        lastPlans = time.GetTimestamp();
        var unused = await store.QueryAsync(new FindUnusedPlans(PlanAge, MaxPlans), cancellationToken).ConfigureAwait(false);
        await store.ExecuteAsync([.. unused.Select(static p => new DeletePlan(p, PlanAge))], cancellationToken).ConfigureAwait(false);
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
