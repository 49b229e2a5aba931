using TypedTasks.Hosting.Shared;
using TypedTasks.Storage;

namespace TypedTasks.Hosting.Upkeep;

/// <summary>Forgets workers that have been gone for a day: until then people can see what they ran.</summary>
internal sealed class GoneWorkers(FlowStore store) : IUpkeepJob
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    public string Name => "workers";

    public TimeSpan Interval => TimeSpan.FromMinutes(10);

    public async ValueTask RunAsync(IReadOnlyList<string> queues, CancellationToken cancellationToken)
    {
        var (now, workers) = await store.QueryAsync(new ListWorkers(), cancellationToken).ConfigureAwait(false);
        foreach (var worker in workers.Where(w => StoreTime.After(w.Until, Kept) <= now))
            _ = await store.ExecuteAsync(new RemoveWorker(worker.Id) { GoneFor = Kept }, cancellationToken).ConfigureAwait(false);
    }
}
