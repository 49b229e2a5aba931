namespace TypedTasks.Generators.Models;

/// <summary>The types of an assembly's tasks whose JSON metadata the generator writes.</summary>
/// <param name="Assembly">The assembly.</param>
/// <param name="HasRegistry">Whether there is a registry at all.</param>
/// <param name="Shapes">The types, each once, sorted ordinally.</param>
internal sealed record JsonTypes(TaskAssembly Assembly, bool HasRegistry, EquatableArray<JsonShape> Shapes)
{
    public static JsonTypes Create(TaskAssembly assembly, IReadOnlyCollection<EquatableArray<JsonShape>> shapes, bool hasRegistry) =>
        new(
            assembly,
            hasRegistry,
            shapes
                .SelectMany(static s => s)
                .Distinct()
                .OrderBy(static s => s.Type, StringComparer.Ordinal)
                .ToEquatableArray());
}
