using TypedTasks.Generators.Emitting;

namespace TypedTasks.Generators.Models;

/// <summary>A class with pipelines.</summary>
/// <param name="Namespace">Its namespace, or empty.</param>
/// <param name="Headers">The declarations that enclose it and its own, outermost first.</param>
/// <param name="Name">Its full name without <c>global::</c>, as people read it.</param>
/// <param name="Type">The class as C#.</param>
/// <param name="IsPublic">Whether other assemblies see it.</param>
/// <param name="Diagrams">The class that holds the diagrams.</param>
/// <param name="Pipelines">The pipelines.</param>
internal sealed record PipelineClass(
    string Namespace,
    EquatableArray<string> Headers,
    string Name,
    string Type,
    bool IsPublic,
    NestedClass Diagrams,
    EquatableArray<Pipeline> Pipelines)
{
    public PipelineEntry Entry => new(
        $"{Type}.{Diagrams.Name}",
        Pipelines.Select(static p => new DiagramEntry(p.PipelineName, p.Name)).ToEquatableArray(),
        IsPublic && Pipelines.Any(static p => p.IsPublic));

    public string HintName => $"{GeneratedFile.Unique(Name)}.Pipelines.g.cs";
}
