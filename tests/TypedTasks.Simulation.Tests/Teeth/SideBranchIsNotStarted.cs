using TypedTasks.Paths;
using TypedTasks.Storage;

namespace TypedTasks.Simulation.Tests;

internal sealed class SideBranchIsNotStarted : BrokenStore
{
    protected override StoreOperation Change(SimWorld world, StoreOperation operation) =>
        operation is RecordMember { CreateOwed: { } create } o
            ? o with { CreateOwed = progress => [.. create(progress).Where(static m => !m.Step.EndsWith(StepPath.SideLevel))] }
            : operation;
}
