using TypedTasks.Storage;

namespace TypedTasks.Simulation.Tests;

internal sealed class WaitingFlowIsSent : BrokenStore
{
    protected override StoreOperation Change(SimWorld world, StoreOperation operation) =>
        operation is AcceptFlow { TurnKey: not null } accept ? accept with { TurnKey = null } : operation;

    // Nobody waits for what nobody has lined up.
    protected override void Answer(SimWorld world, StoreOperation operation)
    {
        if (operation is AcceptFlow { TurnKey: not null, Result.Created: true, Owed: { } first })
            world.Accept(first);
    }
}
