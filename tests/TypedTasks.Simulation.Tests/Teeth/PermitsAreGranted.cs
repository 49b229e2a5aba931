using TypedTasks.Storage;

namespace TypedTasks.Simulation.Tests;

internal sealed class PermitsAreGranted : BrokenStore
{
    protected override StoreOperation Change(SimWorld world, StoreOperation operation) => operation is AcquirePermit o
        ? o with { Limit = int.MaxValue }
        : operation;
}
