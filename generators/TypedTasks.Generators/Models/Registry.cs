namespace TypedTasks.Generators.Models;

/// <summary>The tasks and pipelines of an assembly.</summary>
/// <param name="Assembly">The assembly.</param>
/// <param name="Entries">Its classes with tasks, sorted ordinally.</param>
/// <param name="Pipelines">Its classes with pipelines, sorted ordinally.</param>
/// <param name="Events">Its events, sorted ordinally.</param>
internal sealed record Registry(TaskAssembly Assembly, EquatableArray<RegistryEntry> Entries, EquatableArray<PipelineEntry> Pipelines, EquatableArray<TaskEventEntry> Events)
{
    public bool IsEmpty => Entries.Count == 0 && Pipelines.Count == 0 && Events.Count == 0;

    public bool IsPublic => Entries.Any(static e => e.IsPublic) || Pipelines.Any(static p => p.IsPublic);

    /// <summary>The assemblies with the contracts of what is implemented here: whoever adds the one needs the other.</summary>
    public IEnumerable<string> Contracts =>
        Entries.SelectMany(static e => e.Contracts).Distinct(StringComparer.Ordinal).Where(c => Assembly.Referenced.Contains(c)).OrderBy(static c => c, StringComparer.Ordinal);

    public static Registry Create(TaskAssembly assembly, IEnumerable<RegistryEntry> entries, IEnumerable<PipelineEntry> pipelines, IEnumerable<TaskEventEntry> events) =>
        new(
            assembly,
            entries.OrderBy(static e => e.Invokers, StringComparer.Ordinal).ToEquatableArray(),
            pipelines.OrderBy(static e => e.Class, StringComparer.Ordinal).ToEquatableArray(),
            events.OrderBy(static e => e.Property, StringComparer.Ordinal).ToEquatableArray());
}
