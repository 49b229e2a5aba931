using TypedTasks.Storage;

namespace TypedTasks.Simulation.Tests;

internal sealed class ListOfOneIsItsElement : BrokenStore
{
    protected override StoreOperation Change(SimWorld world, StoreOperation operation) =>
        operation is FinishFlow { State: FlowState.Succeeded } o && o.Outcome.Value is { Kind: ValueKind.Joined, Count: 1 } value
            ? o with { Outcome = new(FlowValue.Member(value.Path!, 0), null) }
            : operation;
}
