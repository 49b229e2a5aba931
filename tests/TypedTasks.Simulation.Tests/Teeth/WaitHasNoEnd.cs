using TypedTasks.Storage;

namespace TypedTasks.Simulation.Tests;

internal sealed class WaitHasNoEnd : BrokenStore
{
    protected override StoreOperation Change(SimWorld world, StoreOperation operation) =>
        operation is ExpireWait o ? o with { Key = o.Key with { Generation = 99 } } : operation;
}
