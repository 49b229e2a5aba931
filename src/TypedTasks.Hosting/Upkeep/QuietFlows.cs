using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TypedTasks.Hosting.Observability;
using TypedTasks.Hosting.Protection;
using TypedTasks.Hosting.Shared;
using TypedTasks.Plans;
using TypedTasks.Storage;

namespace TypedTasks.Hosting.Upkeep;

/// <summary>
/// Marks flows of which nothing is heard although something should be: their messages are lost, or nobody receives from their queues. It changes nothing else, for what is missing only people can tell.
/// </summary>
internal sealed partial class QuietFlows(
    FlowStore store,
    FlowCounts counts,
    TimeProvider time,
    IOptions<TypedTasksOptions> options,
    IOptions<WorkerOptions> worker,
    ILogger<QuietFlows> logger,
    Courier courier) : IUpkeepJob
{
    private const int Page = 100;
    private const int MostPages = 20;

    // Clocks of store, workers and broker differ, and a message follows what is recorded within this time.
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);

    // Who may only send is not asked again soon.
    private static readonly TimeSpan Refused = TimeSpan.FromHours(1);

    private long? refusedAt;

    public string Name => "quiet flows";

    public bool HasOwnLeases => true;

    public TimeSpan Interval => TimeSpan.FromMinutes(1);

    public async ValueTask RunAsync(IReadOnlyList<string> queues, CancellationToken cancellationToken)
    {
        if (options.Value.QuietAfter == TimeSpan.MaxValue || (refusedAt is { } since && time.GetElapsedTime(since) < Refused))
            return;
        if (!await store.ExecuteAsync(Lease(3 * Interval), cancellationToken).ConfigureAwait(false))
        {
            counts.Quiet = null;
            return;
        }

        // Signs of this process are not missing, although they were not written yet.
        await store.FlushAsync().ConfigureAwait(false);
        await UnmarkAsync(cancellationToken).ConfigureAwait(false);
        if (await QuietForAsync(queues, cancellationToken).ConfigureAwait(false) is { } age)
            await MarkAsync(age, queues, cancellationToken).ConfigureAwait(false);
        var quiet = await store.QueryAsync(new ListFlows(new() { IsQuiet = true }, null, Page * MostPages), cancellationToken).ConfigureAwait(false);
        counts.Quiet = quiet.Count;
    }

    private async ValueTask UnmarkAsync(CancellationToken cancellationToken)
    {
        for (var page = 0; page < MostPages; page++)
        {
            var stirred = await store.QueryAsync(new FindStirred(Page), cancellationToken).ConfigureAwait(false);
            foreach (var flow in stirred)
                LogStirred(logger, flow.Key.FlowId);
            await store.ExecuteAsync([.. stirred.Select(static f => new MarkQuiet(f.Key, null))], cancellationToken).ConfigureAwait(false);
            if (stirred.Count < Page)
                return;
        }
    }

    // A flow whose last sign is older than every message of the queues has none there. Null: that cannot be told now.
    private async ValueTask<TimeSpan?> QuietForAsync(IReadOnlyList<string> queues, CancellationToken cancellationToken)
    {
        var age = options.Value.QuietAfter;
        var now = time.GetUtcNow();
        foreach (var queue in queues)
        {
            DateTimeOffset? oldest;
            try
            {
                oldest = await courier.Transport!.PeekOldestAsync(queue, cancellationToken).ConfigureAwait(false);
            }
            catch (TransportException e)
            {
                // Another process may see what this one does not.
                if (!e.IsTransient)
                    refusedAt = time.GetTimestamp();
                LogUnread(logger, queue, e.Message);
                await store.ExecuteAsync(Lease(TimeSpan.Zero), cancellationToken).ConfigureAwait(false);
                return null;
            }

            if (oldest == DateTimeOffset.MinValue)
                return null;
            if (oldest is { } at && now - at + Margin > age)
                age = now - at + Margin;
        }

        return age;
    }

    private async ValueTask MarkAsync(TimeSpan age, IReadOnlyList<string> queues, CancellationToken cancellationToken)
    {
        for (var page = 0; page < MostPages; page++)
        {
            var found = await store.QueryAsync(new FindQuiet(age, Page), cancellationToken).ConfigureAwait(false);
            List<QuietFlow> quiet = [];
            foreach (var flow in found)
            {
                if (await IsSeenAsync(flow, queues, cancellationToken).ConfigureAwait(false))
                    quiet.Add(flow);
            }

            foreach (var flow in quiet)
                LogQuiet(logger, flow.Key.FlowId, flow.LastSign);
            await store.ExecuteAsync([.. quiet.Select(static f => new MarkQuiet(f.Key, f.LastSign))], cancellationToken).ConfigureAwait(false);
            if (found.Count < Page || quiet.Count == 0)
                return;
        }
    }

    // What waits in a queue that this process does not know may wait there for long.
    private async ValueTask<bool> IsSeenAsync(QuietFlow flow, IReadOnlyList<string> queues, CancellationToken cancellationToken)
    {
        var json = await store.ExecuteAsync(new GetPlan(flow.PlanHash), cancellationToken).ConfigureAwait(false);
        try
        {
            return json is null || !PlanWalk.Any(PlanReader.Read(json), n => n.Call is { } call && !queues.Contains(call.QueueName));
        }
        catch (FlowFormatException)
        {
            // It is protected, or of another version: another process can read it.
            return false;
        }
    }

    private AcquireLease Lease(TimeSpan duration) => new(Name, worker.Value.Name, duration);

    [LoggerMessage(1, LogLevel.Warning, "Flow {FlowId} is quiet: nothing was heard of it since {LastSign}, nothing of it is due, and its queues hold nothing that old. Its message is lost, or a step hangs where nobody sees it")]
    private static partial void LogQuiet(ILogger logger, string flowId, DateTimeOffset lastSign);

    [LoggerMessage(2, LogLevel.Information, "Flow {FlowId} is quiet no more")]
    private static partial void LogStirred(ILogger logger, string flowId);

    [LoggerMessage(3, LogLevel.Information, "Whether flows are quiet cannot be told: queue {Queue} cannot be looked into ({Problem})")]
    private static partial void LogUnread(ILogger logger, string queue, string problem);
}
