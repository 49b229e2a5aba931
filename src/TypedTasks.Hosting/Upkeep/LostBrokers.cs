using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TypedTasks.Hosting.Sending;
using TypedTasks.Hosting.Shared;
using TypedTasks.Storage;

namespace TypedTasks.Hosting.Upkeep;

/// <summary>
/// Fails flows whose messages are gone with a broker that kept nothing. While its process lives it holds a lease, so that two processes with a broker each may share a store.
/// </summary>
internal sealed partial class LostBrokers(
    FlowStore store, FlowResume resume, BrokerIncarnation broker, OutsideEnd end, IOptions<WorkerOptions> options, ILogger<LostBrokers> logger) : IUpkeepJob
{
    private const int Page = 100;

    public string Name => "lost brokers";

    public bool HasOwnLeases => true;

    public TimeSpan Interval => options.Value.ReconcileInterval;

    public async ValueTask RunAsync(IReadOnlyList<string> queues, CancellationToken cancellationToken)
    {
        if (broker.Id is not { } own || !await HoldsAsync(own, 3 * Interval, cancellationToken).ConfigureAwait(false))
            return;
        var gone = new Dictionary<string, bool>(StringComparer.Ordinal);
        foreach (var (key, lost) in await store.QueryAsync(new FindStranded(own, Page), cancellationToken).ConfigureAwait(false))
        {
            if (!gone.TryGetValue(lost, out var isGone))
                gone.Add(lost, isGone = await HoldsAsync(lost, TimeSpan.Zero, cancellationToken).ConfigureAwait(false));
            if (!isGone)
                continue;
            if ((await resume.ResumeAsync(key.FlowId, cancellationToken).ConfigureAwait(false)).Sent is > 0 and var sent)
            {
                LogResumed(logger, key.FlowId, sent);
                continue;
            }

            LogLost(logger, key.FlowId);
            await end.FailAsync(
                key,
                BrokerIncarnation.LostType,
                "The process ended whose emulator had the messages of the flow, and that emulator keeps nothing. Give it a DataFolder to keep them, "
                + $"or set TypedTasksOptions.RecordHandOffs, and start the flow again with client.StartAgainAsync(\"{key.FlowId}\").",
                cancellationToken).ConfigureAwait(false);
        }
    }

    private ValueTask<bool> HoldsAsync(string id, TimeSpan duration, CancellationToken cancellationToken) =>
        store.ExecuteAsync(new AcquireLease($"broker {id}", options.Value.Name, duration), cancellationToken);

    [LoggerMessage(2, LogLevel.Warning, "The messages of flow {FlowId} are gone with an emulator that kept nothing; it goes on with the {Count} that the store has kept")]
    private static partial void LogResumed(ILogger logger, string flowId, int count);

    [LoggerMessage(1, LogLevel.Error, "The messages of flow {FlowId} are gone with an emulator that kept nothing; the flow fails")]
    private static partial void LogLost(ILogger logger, string flowId);
}
