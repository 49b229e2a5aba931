using TypedTasks.Storage;

namespace TypedTasks.Simulation.Tests;

internal sealed class OccurrencesOverlap : BrokenStore
{
    protected override StoreOperation Change(SimWorld world, StoreOperation operation) =>
        operation is DefineSchedule o ? o with { Options = o.Options with { Overlap = ScheduleOverlap.Allow } } : operation;
}
