using TypedTasks.Storage;

namespace TypedTasks.Simulation.Tests;

internal sealed class FailureIsOutvoted : BrokenStore
{
    protected override StoreOperation Change(SimWorld world, StoreOperation operation) =>
        operation is RecordMember { Policy: JoinPolicy.All, Count: > 1 } o ? o with { Policy = JoinPolicy.Settled } : operation;
}
