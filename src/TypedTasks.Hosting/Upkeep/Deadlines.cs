using Microsoft.Extensions.Options;
using TypedTasks.Hosting.Shared;
using TypedTasks.Storage;

namespace TypedTasks.Hosting.Upkeep;

/// <summary>Ends flows that are past their deadline.</summary>
internal sealed class Deadlines(FlowStore store, OutsideEnd end, IOptions<WorkerOptions> options) : IUpkeepJob
{
    private const int Page = 100;

    public string Name => "deadlines";

    public TimeSpan Interval => options.Value.ReconcileInterval;

    public async ValueTask RunAsync(IReadOnlyList<string> queues, CancellationToken cancellationToken)
    {
        foreach (var key in await store.QueryAsync(new FindOverdue(Page), cancellationToken).ConfigureAwait(false))
            await end.FailAsync(key, "TypedTasks.DeadlineExceeded", "The flow did not end before its deadline.", cancellationToken).ConfigureAwait(false);
    }
}
