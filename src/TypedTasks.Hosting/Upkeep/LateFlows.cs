using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TypedTasks.Hosting.Observability;
using TypedTasks.Hosting.Shared;
using TypedTasks.Storage;

namespace TypedTasks.Hosting.Upkeep;

/// <summary>Counts the flows that run longer than they were expected to, and says of each once that it is late. The store knows which are; nothing is written.</summary>
internal sealed partial class LateFlows(FlowStore store, FlowCounts counts, TimeProvider time, IOptions<WorkerOptions> worker, ILogger<LateFlows> logger) : IUpkeepJob
{
    private const int Most = 1000;

    private DateTimeOffset? looked;

    public string Name => "late flows";

    public bool HasOwnLeases => true;

    public TimeSpan Interval => TimeSpan.FromMinutes(1);

    public async ValueTask RunAsync(IReadOnlyList<string> queues, CancellationToken cancellationToken)
    {
        if (!await store.ExecuteAsync(new AcquireLease(Name, worker.Value.Name, 3 * Interval), cancellationToken).ConfigureAwait(false))
        {
            counts.Late = null;
            looked = null;
            return;
        }

        // What was late before is known already, to whoever looked then.
        var now = time.GetUtcNow();
        var since = looked ?? now - (2 * Interval);
        var late = await store.QueryAsync(new ListFlows(new() { IsLate = true }, null, Most), cancellationToken).ConfigureAwait(false);
        foreach (var flow in late)
        {
            if (flow.ExpectedAt >= since)
                LogLate(logger, flow.Key.FlowId, flow.ExpectedAt.Value);
        }

        counts.Late = late.Count;
        looked = now;
    }

    [LoggerMessage(1, LogLevel.Warning, "Flow {FlowId} is late: it was expected to end by {ExpectedAt}, and runs still")]
    private static partial void LogLate(ILogger logger, string flowId, DateTimeOffset expectedAt);
}
