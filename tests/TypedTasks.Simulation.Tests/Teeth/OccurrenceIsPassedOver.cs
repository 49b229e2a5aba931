using TypedTasks.Storage;

namespace TypedTasks.Simulation.Tests;

internal sealed class OccurrenceIsPassedOver : BrokenStore
{
    protected override StoreOperation Change(SimWorld world, StoreOperation operation) =>
        operation is ProposeOccurrence { Flow: not null, Source: OccurrenceSource.Next } o && o.Occurrence.At.Minute % 4 == 2
            ? o with { Flow = null, MissedCount = 0, MissedAfter = TimeSpan.FromDays(-1) }
            : operation;
}
