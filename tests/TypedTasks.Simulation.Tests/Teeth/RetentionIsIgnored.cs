using TypedTasks.Storage;

namespace TypedTasks.Simulation.Tests;

internal sealed class RetentionIsIgnored : BrokenStore
{
    public override TResult Ask<TResult>(SimWorld world, StoreQuery<TResult> query) =>
        query is FindPurgeable find ? (TResult)(object)world.Ask(find with { EndedFor = TimeSpan.Zero }) : base.Ask(world, query);

    protected override StoreOperation Change(SimWorld world, StoreOperation operation) =>
        operation is DeleteFlow delete ? delete with { EndedFor = TimeSpan.Zero } : operation;
}
