using TypedTasks.Storage;

namespace TypedTasks.Simulation.Tests;

internal sealed class CancellationsAreUnread : BrokenStore
{
    protected override void Answer(SimWorld world, StoreOperation operation)
    {
        if (operation is ReadCancellations read)
            read.Result = [];
        else if (operation is IsCancelled cancelled)
            cancelled.Result = false;
    }
}
