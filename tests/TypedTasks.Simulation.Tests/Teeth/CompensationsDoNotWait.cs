using TypedTasks.Storage;

namespace TypedTasks.Simulation.Tests;

internal sealed class CompensationsDoNotWait : BrokenStore
{
    protected override StoreOperation Change(SimWorld world, StoreOperation operation) =>
        operation is BeginStep begin ? new GetFlow(begin.Key) : operation;

    protected override void Answer(SimWorld world, StoreOperation operation)
    {
        if (operation is BeginStep begin)
            begin.Result = world.Read(new GetFlow(begin.Key)).State == FlowState.Running;
    }
}
