using TypedTasks.Storage;

namespace TypedTasks.Simulation.Tests;

internal sealed class ValuesAreFreedUnderBranches : BrokenStore
{
    protected override StoreOperation Change(SimWorld world, StoreOperation operation) =>
        operation is AcceptFlow accept ? accept with { FreesResults = true } : operation;
}
