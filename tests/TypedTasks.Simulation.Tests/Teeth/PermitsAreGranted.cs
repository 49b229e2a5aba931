using TypedTasks.Storage;

namespace TypedTasks.Simulation.Tests;

internal sealed class PermitsAreGranted : BrokenStore
{
    protected override StoreOperation Change(SimWorld world, StoreOperation operation) => operation is AcquirePermit o
        ? new AcquirePermit(o.Name, int.MaxValue, o.Holder, o.MessageId, o.DeliveryCount, o.Waiting, o.At, o.LostBefore)
        : operation;
}
