using Microsoft.Extensions.Options;
using TypedTasks.Hosting.Sending;
using TypedTasks.Hosting.Shared;
using TypedTasks.Storage;

namespace TypedTasks.Hosting.Upkeep;

/// <summary>Lets flows begin whose turn has come, where whoever made room for them did not come to it.</summary>
internal sealed class WaitingTurns(FlowStore store, Turns turns, IOptions<WorkerOptions> options) : IUpkeepJob
{
    private const int Page = 100;

    public string Name => "turns";

    public TimeSpan Interval => options.Value.ReconcileInterval;

    public async ValueTask RunAsync(IReadOnlyList<string> queues, CancellationToken cancellationToken)
    {
        foreach (var key in await store.QueryAsync(new FindTurns(Page), cancellationToken).ConfigureAwait(false))
            await turns.PassAsync(key, cancellationToken).ConfigureAwait(false);
    }
}
