using TypedTasks.Storage;

namespace TypedTasks.Simulation.Tests;

internal sealed class HandOffIsNotKept : BrokenStore
{
    protected override StoreOperation Change(SimWorld world, StoreOperation operation) => operation is RecordHandOff handOff ? handOff with { Sent = [] } : operation;
}
