using TypedTasks.Storage;

namespace TypedTasks.Simulation.Tests;

internal sealed class StartsAreNotReserved : BrokenStore
{
    protected override void Answer(SimWorld world, StoreOperation operation)
    {
        if (operation is ReserveStart reserve)
            reserve.Result = TimeSpan.Zero;
    }
}
