using Microsoft.CodeAnalysis;
using TypedTasks.Generators.Models;
using TypedTasks.Generators.Shared;

namespace TypedTasks.Generators.Emitting;

/// <summary>Writes the factories of a class, and a signature class for each.</summary>
internal static class SignatureEmitter
{
    public static void Emit(SourceProductionContext context, TaskClass type)
    {
        var factories = Factories.Of(type);
        var writer = GeneratedFile.Begin();
        GeneratedFile.Open(writer, type.Namespace, type.Headers);
        WriteFactories(writer, type, factories);
        foreach (var factory in factories)
        {
            writer.Line();
            WriteSignature(writer, factory);
        }

        GeneratedFile.Close(writer, type.Headers);
        GeneratedFile.Add(context, type.HintName("Signatures"), writer);
    }

    private static void WriteFactories(SourceWriter writer, TaskClass type, IReadOnlyList<Factory> factories)
    {
        var access = type.Tasks.Any(static t => t.IsPublic) ? "public" : "internal";
        writer.Line($"/// <summary>Makes signatures of the tasks of <c>{type.Name}</c>.</summary>");
        writer.Line(GeneratedFile.Attribute);
        writer.Open($"{access} static partial class Tasks");
        for (var i = 0; i < factories.Count; i++)
        {
            if (i > 0)
                writer.Line();
            WriteFactory(writer, factories[i]);
        }

        writer.Close();
    }

    private static void WriteFactory(SourceWriter writer, Factory factory)
    {
        var task = factory.Task;
        TaskComments.Write(writer, factory);
        if (task.Obsolete is { } reason)
            writer.Line($"[global::System.Obsolete({reason})]");
        if (factory.Missing > 0)
            writer.Line($"[global::System.Runtime.CompilerServices.OverloadResolutionPriority(-{factory.Missing})]");
        var parameters = string.Join(", ", factory.Parameters.Select(Declaration));
        var arguments = string.Join(", ", factory.Parameters.Select(static p => p.Identifier));
        writer.Line($"{task.Access} static global::TypedTasks.Signature<{factory.TypeArguments}> {task.Identifier}({parameters}) =>");
        writer.Continued($"new {factory.ClassName}({arguments});");
    }

    private static string Declaration(TaskParameter parameter) => parameter.Kind switch
    {
        ParameterKind.Params => $"params {parameter.Type} {parameter.Identifier}",
        ParameterKind.Optional => $"{parameter.Type} {parameter.Identifier} = {parameter.Default}",
        _ => $"{parameter.Type} {parameter.Identifier}",
    };

    private static void WriteSignature(SourceWriter writer, Factory factory)
    {
        var task = factory.Task;
        var parameters = string.Join(", ", factory.Parameters.Select(static p => $"{p.Type} {p.Identifier}"));
        var missing = factory.Missing == 0 ? "" : $", missing: {factory.Missing}";
        var replaced = task.IsReplaced ? ", isReplaced: true" : "";
        writer.Line(factory.Missing == 0
            ? $"/// <summary>A complete call of the task <c>{TaskComments.Escape(task.TaskName)}</c>.</summary>"
            : $"/// <summary>A call of the task <c>{TaskComments.Escape(task.TaskName)}</c> that misses {TaskComments.Missing(factory)}.</summary>");
        writer.Line(GeneratedFile.Attribute);
        writer.Line($"{task.Access} sealed class {factory.ClassName}({parameters})");
        writer.Continued(
            $": global::TypedTasks.Generated.TaskSignature<{factory.TypeArguments}>"
            + $"({CSharpText.Literal(task.TaskName)}, {CSharpText.Literal(task.Queue)}{missing}{replaced})");
        writer.Open();
        WriteMembers(writer, factory);
        writer.Close();
    }

    private static void WriteMembers(SourceWriter writer, Factory factory)
    {
        foreach (var parameter in factory.Parameters)
        {
            writer.Line($"/// <summary>The argument <c>{parameter.Name}</c>.</summary>");
            writer.Line($"public {parameter.Type} {parameter.Property} {{ get; }} = {parameter.Identifier};");
            writer.Line();
        }

        writer.Line("/// <inheritdoc/>");
        writer.Open(
            "protected override void WriteArguments("
            + "global::System.Text.Json.Utf8JsonWriter writer, global::System.Text.Json.JsonSerializerOptions options)");
        foreach (var parameter in factory.Parameters)
        {
            writer.Line(
                "global::TypedTasks.Generated.ArgumentJson.Write"
                + $"(writer, {CSharpText.Literal(parameter.Name)}, {parameter.Property}, options);");
        }

        writer.Close();
    }
}
