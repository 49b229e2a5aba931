using TypedTasks.Storage;

namespace TypedTasks.Simulation.Tests;

internal sealed class WindowsStartAtTheFirst : BrokenStore
{
    protected override StoreOperation Change(SimWorld world, StoreOperation operation) =>
        operation is ReadMembers { First: > 0 } o ? new ReadMembers(o.Key, o.Join, 0, o.Count) : operation;
}
