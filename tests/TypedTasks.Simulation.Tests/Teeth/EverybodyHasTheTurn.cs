using TypedTasks.Storage;

namespace TypedTasks.Simulation.Tests;

internal sealed class EverybodyHasTheTurn : BrokenStore
{
    protected override StoreOperation Change(SimWorld world, StoreOperation operation) =>
        operation is AcceptFlow { TurnKey: not null } accept ? accept with { TurnLimit = 1000 } : operation;
}
