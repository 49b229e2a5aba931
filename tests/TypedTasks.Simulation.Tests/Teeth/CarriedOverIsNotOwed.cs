using TypedTasks.Storage;

namespace TypedTasks.Simulation.Tests;

internal sealed class CarriedOverIsNotOwed : BrokenStore
{
    protected override void Answer(SimWorld world, StoreOperation operation)
    {
        if (operation is not ParkMessage { Result: { } carried } park)
            return;
        world.Commit([new DeleteOwed(carried.Id)]);
        park.Result = null;
    }
}
