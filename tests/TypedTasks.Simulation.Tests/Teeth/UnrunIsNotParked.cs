using TypedTasks.Storage;

namespace TypedTasks.Simulation.Tests;

internal sealed class UnrunIsNotParked : BrokenStore
{
    public override void Commit(SimWorld world, IReadOnlyList<StoreOperation> operations)
    {
        // What has failed is parked together with its failure.
        if (operations is not [ParkMessage])
            base.Commit(world, operations);
    }
}
