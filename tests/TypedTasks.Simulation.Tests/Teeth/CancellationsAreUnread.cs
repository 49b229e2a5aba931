using TypedTasks.Storage;

namespace TypedTasks.Simulation.Tests;

internal sealed class CancellationsAreUnread : BrokenStore
{
    public override TResult Ask<TResult>(SimWorld world, StoreQuery<TResult> query) =>
        query is ReadCancellations ? (TResult)(object)Array.Empty<Cancellation>() : base.Ask(world, query);

    protected override void Answer(SimWorld world, StoreOperation operation)
    {
        if (operation is IsCancelled cancelled)
            cancelled.Result = false;
    }
}
