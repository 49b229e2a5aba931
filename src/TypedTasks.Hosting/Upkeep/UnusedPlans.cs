using TypedTasks.Hosting.Shared;
using TypedTasks.Storage;

namespace TypedTasks.Hosting.Upkeep;

/// <summary>Deletes plans that a crash has left without a flow. A plan goes with the last flow that has it otherwise, so this looks seldom.</summary>
internal sealed class UnusedPlans(FlowStore store) : IUpkeepJob
{
    private const int Page = 1000;
    private static readonly TimeSpan Age = TimeSpan.FromDays(2);

    public string Name => "unused plans";

    public TimeSpan Interval => TimeSpan.FromHours(1);

    public async ValueTask RunAsync(IReadOnlyList<string> queues, CancellationToken cancellationToken)
    {
        var unused = await store.QueryAsync(new FindUnusedPlans(Age, Page), cancellationToken).ConfigureAwait(false);
        await store.ExecuteAsync([.. unused.Select(static p => new DeletePlan(p, Age))], cancellationToken).ConfigureAwait(false);
    }
}
