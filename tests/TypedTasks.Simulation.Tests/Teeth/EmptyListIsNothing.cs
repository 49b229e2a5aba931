using TypedTasks.Storage;

namespace TypedTasks.Simulation.Tests;

internal sealed class EmptyListIsNothing : BrokenStore
{
    protected override StoreOperation Change(SimWorld world, StoreOperation operation) =>
        operation is FinishFlow { State: FlowState.Succeeded } o && o.Outcome.Value is { Kind: ValueKind.Inline, Json.Length: 2 }
            ? o with { Outcome = new(FlowValue.None, null) }
            : operation;
}
