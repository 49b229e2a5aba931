namespace TypedTasks.Generators.Models;

/// <summary>What the registry needs of a class with pipelines.</summary>
/// <param name="Class">The class that holds the diagrams, as C#.</param>
/// <param name="Diagrams">The diagrams.</param>
/// <param name="IsPublic">Whether other assemblies see one of them.</param>
internal sealed record PipelineEntry(string Class, EquatableArray<DiagramEntry> Diagrams, bool IsPublic);
