using Microsoft.CodeAnalysis;
using TypedTasks.Generators.Models;

namespace TypedTasks.Generators.Emitting;

/// <summary>Writes the body of a property that declares an event.</summary>
internal static class TaskEventEmitter
{
    public static void Emit(SourceProductionContext context, TaskEventProperty property)
    {
        var writer = GeneratedFile.Begin();
        GeneratedFile.Open(writer, property.Namespace, property.Headers);
        var type = $"global::TypedTasks.TaskEvent<{property.Value}>";
        writer.Line(GeneratedFile.Attribute);
        writer.Line($"private static readonly {type} {CSharpText.Identifier(property.Field)} = global::TypedTasks.Generated.EventDeclaration.Create<{property.Value}>({CSharpText.Literal(property.EventName)});");
        writer.Line();

        // Without the attribute, which would make all of the property generated code: rules would not look at it.
        writer.Line($"{property.Modifiers} partial {type} {CSharpText.Identifier(property.Name)} => {CSharpText.Identifier(property.Field)};");
        GeneratedFile.Close(writer, property.Headers);
        GeneratedFile.Add(context, property.HintName, writer);
    }
}
