using TypedTasks.Hosting.Shared;
using TypedTasks.Storage;

namespace TypedTasks.Hosting.Upkeep;

/// <summary>Forgets what is old of the feed of changes and of the counts by the minute.</summary>
internal sealed class HistoryTrimming(FlowStore store) : IUpkeepJob
{
    // Whoever follows the feed and was away for longer looks at everything anew.
    private static readonly TimeSpan Changes = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Tallies = TimeSpan.FromHours(25);

    public string Name => "history";

    public TimeSpan Interval => TimeSpan.FromMinutes(5);

    public ValueTask RunAsync(IReadOnlyList<string> queues, CancellationToken cancellationToken) =>
        store.ExecuteAsync([new TrimHistory(Changes, Tallies)], cancellationToken);
}
