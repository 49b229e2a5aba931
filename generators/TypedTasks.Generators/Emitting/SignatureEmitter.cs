using Microsoft.CodeAnalysis;
using TypedTasks.Generators.Models;
using TypedTasks.Generators.Shared;

namespace TypedTasks.Generators.Emitting;

/// <summary>Writes the factories of a class, and a signature class for each of its tasks.</summary>
internal static class SignatureEmitter
{
    /// <summary>How many arguments one call writes.</summary>
    private const int MostAtOnce = 3;

    public static void Emit(SourceProductionContext context, TaskClass type)
    {
        var factories = Factories.Of(type);
        var writer = GeneratedFile.Begin();
        GeneratedFile.Open(writer, type.Namespace, type.Headers);
        WriteFactories(writer, type, factories);
        foreach (var factory in factories)
        {
            if (factory.Missing > 0)
                continue;
            writer.Line();
            WriteSignature(writer, factory);
        }

        GeneratedFile.Close(writer, type.Headers);
        GeneratedFile.Add(context, type.HintName, writer);
    }

    private static void WriteFactories(SourceWriter writer, TaskClass type, IReadOnlyList<Factory> factories)
    {
        writer.Line($"/// <summary>Makes signatures of the tasks of <c>{TaskComments.Escape(type.Name)}</c>.</summary>");
        writer.Line(GeneratedFile.Attribute);
        writer.Open(type.Factories.Header(type.Tasks.Any(static t => t.IsPublic)));
        for (var i = 0; i < factories.Count; i++)
        {
            if (i > 0)
                writer.Line();
            WriteFactory(writer, type, factories[i]);
        }

        writer.Close();
    }

    private static void WriteFactory(SourceWriter writer, TaskClass type, Factory factory)
    {
        var task = factory.Task;
        TaskComments.Write(writer, factory);
        foreach (var warning in task.Warnings)
            writer.Line(warning);
        if (factory.Missing > 0 && type.CanRank)
            writer.Line($"[global::System.Runtime.CompilerServices.OverloadResolutionPriority(-{factory.Missing})]");
        var given = factory.Parameters.ToList();
        var parameters = string.Join(", ", given.Select(p => Declaration(p, given)));
        var arguments = string.Join(", ", task.Data.Select(p => given.Contains(p) ? p.Identifier : "default"));
        var missing = factory.Missing == 0 ? "" : $".Missing<{factory.Input}>({factory.Missing})";
        writer.Line($"{task.Access} static global::TypedTasks.Signature<{factory.TypeArguments}> {task.Identifier}({parameters}) =>");
        writer.Continued($"new {factory.ClassName}({arguments}){missing};");
    }

    private static string Declaration(TaskParameter parameter, List<TaskParameter> given)
    {
        // An attribute that names a parameter which is left out would say nothing.
        var attributes = parameter.Names is null || given.Exists(p => p.Name == parameter.Names) ? parameter.Attributes : "";
        return parameter.Kind switch
        {
            ParameterKind.Params => $"params {parameter.Type} {parameter.Identifier}",
            ParameterKind.Optional when parameter.IsWritable => $"{attributes}{parameter.Type} {parameter.Identifier} = {parameter.Default}",
            _ => $"{attributes}{parameter.Type} {parameter.Identifier}",
        };
    }

    private static void WriteSignature(SourceWriter writer, Factory factory)
    {
        var task = factory.Task;
        var parameters = string.Join(", ", task.Data.Select(static p => $"{p.Type} {p.Identifier}"));
        var replaced = task.IsReplaced ? ", isReplaced: true" : "";
        writer.Line($"/// <summary>A call of the task <c>{TaskComments.Escape(task.TaskName)}</c>.</summary>");
        writer.Line(GeneratedFile.Attribute);
        foreach (var warning in task.Warnings)
            writer.Line(warning);
        writer.Line($"{task.Access} sealed class {factory.ClassName}({parameters})");
        writer.Continued(
            $": global::TypedTasks.Generated.TaskCall<{task.Result}>({CSharpText.Literal(task.TaskName)}, {CSharpText.Literal(task.Queue)}{replaced})");
        writer.Open();
        foreach (var parameter in task.Data)
            writer.Line($"public {Hiding(parameter)}{parameter.Type} {parameter.Property} {{ get; }} = {parameter.Identifier};");
        WriteArguments(writer, [.. task.Data]);
        writer.Close();
    }

    // Nobody calls Signature.Value on the class of a task, and many parameters have that name.
    private static string Hiding(TaskParameter parameter) => parameter.Property == "Value" ? "new " : "";

    private static void WriteArguments(SourceWriter writer, List<TaskParameter> data)
    {
        if (data.Count > 0)
            writer.Line();
        writer.Open("protected override void WriteArguments(ref global::TypedTasks.Generated.ArgumentWriter to)");
        for (var i = 0; i < data.Count; i += MostAtOnce)
            writer.Line($"to.Write({string.Join(", ", data.Skip(i).Take(MostAtOnce).Select(static p => $"{CSharpText.Literal(p.Name)}, {p.Property}"))});");
        writer.Close();
    }
}
