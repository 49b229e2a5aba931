using TypedTasks.Storage;

namespace TypedTasks.Simulation.Tests;

internal sealed class KeyIsHeldForEver : BrokenStore
{
    protected override StoreOperation Change(SimWorld world, StoreOperation operation) =>
        operation is AcceptFlow accept ? accept with { UniqueWindow = TimeSpan.FromDays(1000) } : operation;
}
