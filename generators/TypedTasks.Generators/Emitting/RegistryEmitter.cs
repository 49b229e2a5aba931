using Microsoft.CodeAnalysis;
using TypedTasks.Generators.Models;

namespace TypedTasks.Generators.Emitting;

/// <summary>Writes the registry: the tasks of the assembly and the JSON metadata of their types.</summary>
internal static class RegistryEmitter
{
    private const string List = "global::System.Collections.Generic.IReadOnlyList";

    public static void Emit(SourceProductionContext context, Registry registry)
    {
        if (registry.IsEmpty)
            return;
        var assembly = registry.Assembly;
        var writer = GeneratedFile.Begin();
        writer.Line($"namespace {GeneratedFile.Hidden};");
        writer.Line();
        writer.Line($"/// <summary>The tasks of the assembly <c>{TaskComments.Escape(assembly.Name)}</c>.</summary>");
        writer.Line(GeneratedFile.ObsoleteAttribute);
        writer.Open($"internal sealed class {assembly.RegistryClass} : ITaskRegistry");
        writer.Line("/// <summary>The one registry.</summary>");
        writer.Line($"public static readonly {assembly.RegistryClass} Instance = new();");
        writer.Line();
        WriteList(writer, $"public {List}<TaskDefinition> Tasks {{ get; }} =", registry.Entries.Select(static e => $".. {e.Invokers}.Definitions"));
        if (registry.Pipelines.Count > 0)
        {
            writer.Line();
            WriteList(
                writer,
                $"public {List}<PipelineDiagram> Pipelines {{ get; }} =",
                registry.Pipelines.SelectMany(static p => p.Diagrams.Select(d => $"new({CSharpText.Literal(d.PipelineName)}, {p.Class}.{CSharpText.Identifier(d.Name)})")));
        }

        if (registry.Entries.Any(static e => e.HasSchedules))
        {
            writer.Line();
            WriteList(writer, $"public {List}<ScheduleDefinition> Schedules {{ get; }} =", registry.Entries.Where(static e => e.HasSchedules).Select(static e => $".. {e.Invokers}.Schedules"));
        }

        if (registry.Events.Count > 0)
        {
            writer.Line();
            WriteList(
                writer,
                $"public {List}<EventDefinition> Events {{ get; }} =",
                registry.Events.Select(static e => $"new({CSharpText.Literal(e.Name)}, typeof({e.Value}), {CSharpText.Literal(e.Property)})"));
        }

        writer.Line();
        WriteList(
            writer,
            $"public {List}<global::System.Text.Json.Serialization.Metadata.IJsonTypeInfoResolver> JsonResolvers {{ get; }} =",
            assembly.JsonContexts.Select(static c => $"{c}.Default").Append($"{assembly.JsonTypesClass}.Instance"));
        writer.Close();
        GeneratedFile.Add(context, "TypedTasks.Registry.g.cs", writer);
    }

    private static void WriteList(SourceWriter writer, string declaration, IEnumerable<string> items)
    {
        writer.Line("/// <inheritdoc/>");
        writer.Line(declaration);
        writer.Line("[");
        foreach (var item in items)
            writer.Continued(item + ",");
        writer.Line("];");
    }
}
