using Microsoft.CodeAnalysis;
using TypedTasks.Generators.Models;

namespace TypedTasks.Generators.Emitting;

/// <summary>Writes the diagrams of the pipelines of a class.</summary>
internal static class PipelineEmitter
{
    public static void Emit(SourceProductionContext context, PipelineClass type)
    {
        var writer = GeneratedFile.Begin();
        GeneratedFile.Open(writer, type.Namespace, type.Headers);
        writer.Line($"/// <summary>The pipelines of <c>{type.Name}</c> as Mermaid flowcharts.</summary>");
        writer.Line(GeneratedFile.Attribute);
        writer.Open($"{(type.Pipelines.Any(static p => p.IsPublic) ? "public" : "internal")} static class {type.Diagrams}");
        foreach (var pipeline in type.Pipelines)
        {
            writer.Line($"/// <summary>The pipeline <c>{TaskComments.Escape(pipeline.PipelineName)}</c>.</summary>");
            writer.Line($"{(pipeline.IsPublic ? "public" : "internal")} const string {CSharpText.Identifier(pipeline.Name)} =");
            writer.Continued("\"\"\"");
            foreach (var line in pipeline.Mermaid.Split('\n'))
                writer.Continued(line);
            writer.Continued("\"\"\";");
            writer.Line();
        }

        writer.Line("/// <summary>The pipelines, as the registry lists them.</summary>");
        writer.Line("internal static global::TypedTasks.Generated.PipelineDiagram[] AllDiagrams { get; } =");
        writer.Line("[");
        foreach (var pipeline in type.Pipelines)
            writer.Continued($"new({CSharpText.Literal(pipeline.PipelineName)}, {CSharpText.Identifier(pipeline.Name)}),");
        writer.Line("];");
        writer.Close();
        GeneratedFile.Close(writer, type.Headers);
        GeneratedFile.Add(context, type.HintName, writer);
    }
}
