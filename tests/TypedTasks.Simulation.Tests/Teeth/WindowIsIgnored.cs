using TypedTasks.Storage;

namespace TypedTasks.Simulation.Tests;

internal sealed class WindowIsIgnored : BrokenStore
{
    protected override StoreOperation Change(SimWorld world, StoreOperation operation) =>
        operation is AcceptFlow accept ? accept with { UniqueWindow = TimeSpan.Zero } : operation;
}
