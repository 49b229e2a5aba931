using Microsoft.Extensions.DependencyInjection;
using static TypedTasks.Conformance.Worker.Sums.Tasks;

namespace TypedTasks.Conformance.Tests;

/// <summary>The schedule of the catalogue, which starts nothing by itself for years.</summary>
public static class CatalogueSchedule
{
    public const string Name = "catalogue";

    public static TypedTasksBuilder AddCatalogueSchedule(this TypedTasksBuilder builder) =>
        builder.AddSchedule(Name, "0 0 29 2 *", static run => Number(run.Name.Length) | Double(), static o => o.Overlap = ScheduleOverlap.Allow);
}
