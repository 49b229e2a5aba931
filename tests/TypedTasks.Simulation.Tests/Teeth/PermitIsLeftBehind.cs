using TypedTasks.Storage;

namespace TypedTasks.Simulation.Tests;

internal sealed class PermitIsLeftBehind : BrokenStore
{
    protected override StoreOperation Change(SimWorld world, StoreOperation operation) => world.Acting?.Message.Deferral is not (> 0 and var deferral)
        ? operation
        : operation switch
        {
            AcquirePermit o => o with { Holder = $"{o.Holder}~{deferral}" },
            ReleasePermit o => o with { Holder = $"{o.Holder}~{deferral}" },
            _ => operation,
        };
}
