using TypedTasks.Storage;

namespace TypedTasks.Simulation.Tests;

internal sealed class OccurrenceStartsTwice : BrokenStore
{
    private int forged;

    protected override StoreOperation Change(SimWorld world, StoreOperation operation) =>
        operation is ProposeOccurrence { Flow: { } flow } o
            ? o with { Source = OccurrenceSource.Manual, Flow = flow with { Key = new($"{flow.Key.FlowId}-{++forged}", 0), Owed = null } }
            : operation;
}
