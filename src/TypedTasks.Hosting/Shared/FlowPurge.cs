using TypedTasks.Storage;

namespace TypedTasks.Hosting.Shared;

/// <summary>Deletes ended flows page by page, and with them the plans that no other flow has: those hold their arguments.</summary>
internal sealed class FlowPurge(FlowStore store)
{
    // Bounds how long one transaction keeps others waiting.
    private const int Page = 100;

    /// <summary>Deletes the flows of a filter that ended so long ago, the oldest first; yields how many.</summary>
    public async ValueTask<int> RunAsync(FlowFilter filter, TimeSpan endedFor, int maxPages, CancellationToken cancellationToken)
    {
        var total = 0;
        for (var i = 0; i < maxPages; i++)
        {
            var found = await store.QueryAsync(new FindPurgeable(filter, endedFor, Page), cancellationToken).ConfigureAwait(false);
            if (found.Count == 0)
                break;
            var deletes = found.Select(f => new DeleteFlow(f.Key.FlowId, endedFor)).ToArray();
            var plans = found.Select(static f => f.PlanHash).Distinct(StringComparer.Ordinal).Select(static p => new DeletePlan(p, TimeSpan.Zero));
            await store.ExecuteAsync([.. deletes, .. plans], cancellationToken).ConfigureAwait(false);
            var deleted = deletes.Count(static d => d.Result);
            total += deleted;

            // Nothing was deleted of a full page only where others are as busy with it: they go on.
            if (found.Count < Page || deleted == 0)
                break;
        }

        return total;
    }
}
