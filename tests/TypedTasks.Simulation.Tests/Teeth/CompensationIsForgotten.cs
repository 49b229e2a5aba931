using TypedTasks.Storage;

namespace TypedTasks.Simulation.Tests;

internal sealed class CompensationIsForgotten : BrokenStore
{
    protected override void Answer(SimWorld world, StoreOperation operation)
    {
        if (operation is CloseCompensations close)
            close.Result = [.. close.Result.SkipLast(1)];
    }
}
