using Microsoft.Extensions.DependencyInjection;

namespace TypedTasks.Benchmarks;

/// <summary>Transport and store in memory, everything serialised all the same.</summary>
internal sealed class MemoryPlace : Place
{
    public override string Name => "memory";

    protected override Meter Meter { get; } = new(null);

    protected override void Configure(TypedTasksBuilder builder) => builder.UseInMemoryTransport().UseInMemoryStore();
}
