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
        writer.Line($"/// <summary>The pipelines of <c>{TaskComments.Escape(type.Name)}</c> as Mermaid flowcharts.</summary>");
        writer.Line(GeneratedFile.Attribute);
        writer.Open(type.Diagrams.Header(type.Pipelines.Any(static p => p.IsPublic)));
        for (var i = 0; i < type.Pipelines.Count; i++)
        {
            if (i > 0)
                writer.Line();
            var pipeline = type.Pipelines[i];
            writer.Line($"/// <summary>The pipeline <c>{TaskComments.Escape(pipeline.PipelineName)}</c>.</summary>");
            writer.Line($"{(pipeline.IsPublic ? "public" : "internal")} const string {CSharpText.Identifier(pipeline.Name)} =");
            writer.Continued("\"\"\"");
            foreach (var line in pipeline.Mermaid.Split('\n'))
                writer.Continued(line);
            writer.Continued("\"\"\";");
        }

        writer.Close();
        GeneratedFile.Close(writer, type.Headers);
        GeneratedFile.Add(context, type.HintName, writer);
    }
}
