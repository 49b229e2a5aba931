namespace TypedTasks.Generators.Models;

/// <summary>The tasks of an assembly.</summary>
/// <param name="Assembly">The assembly.</param>
/// <param name="Entries">Its classes, sorted ordinally.</param>
internal sealed record Registry(TaskAssembly Assembly, EquatableArray<RegistryEntry> Entries)
{
    public static Registry Create(TaskAssembly assembly, IEnumerable<RegistryEntry> entries) =>
        new(assembly, entries.OrderBy(static e => e.Invokers, StringComparer.Ordinal).ToEquatableArray());
}
