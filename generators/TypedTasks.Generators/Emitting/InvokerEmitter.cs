using System.Globalization;
using Microsoft.CodeAnalysis;
using TypedTasks.Generators.Models;
using TypedTasks.Generators.Shared;

namespace TypedTasks.Generators.Emitting;

/// <summary>Writes, for each task of a class, how the worker runs it.</summary>
internal static class InvokerEmitter
{
    private const string Definition = "global::TypedTasks.Generated.TaskDefinition";

    public static void Emit(SourceProductionContext context, TaskClass type)
    {
        var writer = GeneratedFile.Begin();
        GeneratedFile.Open(writer, type.Namespace, type.Headers);
        writer.Line($"/// <summary>Runs the tasks of <c>{type.Name}</c>.</summary>");
        writer.Line(GeneratedFile.Attribute);
        writer.Open($"internal static class {type.InvokerClass}");
        var names = InvokerNames(type);
        WriteDefinitions(writer, type, names);
        for (var i = 0; i < names.Count; i++)
        {
            writer.Line();
            WriteInvoker(writer, type, type.Tasks[i], names[i]);
        }

        writer.Close();
        GeneratedFile.Close(writer, type.Headers);
        GeneratedFile.Add(context, type.HintName("Invokers"), writer);
    }

    private static List<string> InvokerNames(TaskClass type)
    {
        var names = new List<string>();
        foreach (var task in type.Tasks)
            names.Add(CSharpText.Unused("Run" + task.Name, names));
        return names;
    }

    private static void WriteDefinitions(SourceWriter writer, TaskClass type, List<string> names)
    {
        writer.Line("/// <summary>The tasks, as the registry lists them.</summary>");
        writer.Line($"internal static {Definition}[] Definitions {{ get; }} =");
        writer.Line("[");
        for (var i = 0; i < names.Count; i++)
            writer.Continued($"new({CSharpText.Literal(type.Tasks[i].TaskName)}, {names[i]}) {Settings(type, type.Tasks[i])},");
        writer.Line("];");
    }

    private static string Settings(TaskClass type, TaskMethod task)
    {
        var settings = new List<string> { $"Method = {CSharpText.Literal($"{type.Name}.{task.Name}")}" };
        if (task.Aliases.Count > 0)
            settings.Add($"Aliases = [{string.Join(", ", task.Aliases.Select(CSharpText.Literal))}]");
        if (task.Queue is not null)
            settings.Add($"Queue = {CSharpText.Literal(task.Queue)}");
        if (task.MaxRetries >= 0)
            settings.Add($"MaxRetries = {task.MaxRetries.ToString(CultureInfo.InvariantCulture)}");
        if (task.RateLimit is not null)
            settings.Add($"RateLimit = global::TypedTasks.RateLimit.Parse({CSharpText.Literal(task.RateLimit)})");
        if (task.MaxConcurrency > 0)
            settings.Add($"MaxConcurrency = {task.MaxConcurrency.ToString(CultureInfo.InvariantCulture)}");
        if (task.Parameters.Any(static p => p.IsService) || (!task.IsStatic && type.Activation!.Parameters.Count > 0))
            settings.Add("NeedsServices = true");
        return $"{{ {string.Join(", ", settings)} }}";
    }

    private static void WriteInvoker(SourceWriter writer, TaskClass type, TaskMethod task, string name)
    {
        var disposal = task.IsStatic ? Disposal.None : type.Activation!.Disposal;
        var awaits = task.Returns is ReturnKind.Awaitable or ReturnKind.AwaitableValue or ReturnKind.AwaitableSignature;
        var isAsync = awaits || disposal == Disposal.AsyncDisposable;
        writer.Open(
            $"private static {(isAsync ? "async " : "")}global::System.Threading.Tasks.ValueTask {name}"
            + "(global::TypedTasks.Generated.StepInvocation step)");
        var receiver = task.IsStatic ? type.Type : "instance";
        if (!task.IsStatic)
            WriteInstance(writer, type, disposal);
        var call = $"{(awaits ? "await " : "")}{receiver}.{task.Identifier}({string.Join(", ", InvokerArguments.Of(task))})";
        if (task.Returns is ReturnKind.Value or ReturnKind.AwaitableValue)
        {
            writer.Line($"step.Return<{task.Result}>({call});");
        }
        else if (task.IsReplaced)
        {
            writer.Line($"step.Replace({call});");
        }
        else
        {
            writer.Line($"{call};");
            writer.Line("step.Return(global::TypedTasks.Unit.Value);");
        }

        if (!isAsync)
            writer.Line("return default;");
        writer.Close();
    }

    private static void WriteInstance(SourceWriter writer, TaskClass type, Disposal disposal)
    {
        var keyword = disposal switch
        {
            Disposal.AsyncDisposable => "await using ",
            Disposal.Disposable => "using ",
            _ => "",
        };
        var services = type.Activation!.Parameters.Select(InvokerArguments.Service);
        writer.Line($"{keyword}var instance = new {type.Type}({string.Join(", ", services)});");
    }
}
