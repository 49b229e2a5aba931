using System.Globalization;
using Microsoft.CodeAnalysis;
using TypedTasks.Generators.Models;
using TypedTasks.Generators.Shared;

namespace TypedTasks.Generators.Emitting;

/// <summary>Writes, for each task of a class, how the worker runs it.</summary>
internal static class InvokerEmitter
{
    public static void Emit(SourceProductionContext context, TaskInvokers type)
    {
        var writer = GeneratedFile.Begin();
        // Names of these two namespaces are found before any of the user's.
        writer.Line($"namespace {GeneratedFile.Hidden};");
        writer.Line();
        writer.Line("using System.Threading.Tasks;");
        writer.Line();
        writer.Line($"/// <summary>Runs the tasks of <c>{TaskComments.Escape(type.Name)}</c>.</summary>");
        writer.Line(GeneratedFile.ObsoleteAttribute);
        writer.Open($"internal static class {type.Class}");
        var names = InvokerNames(type);
        WriteDefinitions(writer, type, names);
        ScheduleEmitter.Write(writer, type);
        for (var i = 0; i < names.Count && !type.IsContract; i++)
        {
            writer.Line();
            WriteInvoker(writer, type, type.Tasks[i], names[i]);
        }

        writer.Close();
        GeneratedFile.Add(context, type.HintName, writer);
    }

    private static List<string> InvokerNames(TaskInvokers type)
    {
        var names = new List<string>();
        foreach (var task in type.Tasks)
            names.Add(CSharpText.Unused("Run" + task.Name, names));
        return names;
    }

    private static void WriteDefinitions(SourceWriter writer, TaskInvokers type, List<string> names)
    {
        writer.Line("/// <summary>The tasks, as the registry lists them.</summary>");
        writer.Line("public static readonly TaskDefinition[] Definitions =");
        writer.Line("[");
        for (var i = 0; i < names.Count; i++)
            writer.Continued($"new({CSharpText.Literal(type.Tasks[i].TaskName)}, {(type.IsContract ? "null" : names[i])}) {Settings(type, type.Tasks[i])},");
        writer.Line("];");
    }

    private static string Settings(TaskInvokers type, TaskMethod task)
    {
        var settings = new List<string>
        {
            $"Method = {CSharpText.Literal($"{type.Name}.{task.Name}")}",
            $"Signature = {CSharpText.Literal(TaskTexts.Signature(task))}",
            $"Contract = {CSharpText.Literal(TaskTexts.Contract(task))}",
        };
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
        if (task.Parameters.Any(static p => p.IsSensitive))
            settings.Add($"SensitiveParameters = [{string.Join(", ", task.Parameters.Where(static p => p.IsSensitive).Select(static p => CSharpText.Literal(p.Name)))}]");
        if (task.IsResultSensitive)
            settings.Add("IsResultSensitive = true");
        if (task.Parameters.Any(static p => p.IsService) || (!task.IsStatic && type.Activation is { NeedsServices: true }))
            settings.Add("NeedsServices = true");
        return $"{{ {string.Join(", ", settings)} }}";
    }

    private static void WriteInvoker(SourceWriter writer, TaskInvokers type, TaskMethod task, string name)
    {
        var disposal = task.IsStatic ? Disposal.None : type.Activation!.Disposal;
        var arguments = string.Join(", ", InvokerArguments.Of(task));
        if (disposal == Disposal.None)
        {
            WriteBody(writer, name, task, $"{(task.IsStatic ? type.Type : As(task, Instance(type)))}.{task.Identifier}({arguments})");
            return;
        }

        // The instance is put away when the task has ended, not when it has returned.
        var awaits = disposal == Disposal.AsyncDisposable || task.Awaits;
        writer.Open($"private static {(awaits ? "async " : "")}ValueTask {name}(StepInvocation step)");
        writer.Line($"{(disposal == Disposal.AsyncDisposable ? "await " : "")}using var instance = {Instance(type)};");
        var call = $"{As(task, "instance")}.{task.Identifier}({arguments})";
        if (task.Returns == ReturnKind.Nothing)
            writer.Line($"{call};");
        writer.Line($"{(awaits ? "await" : "return")} {End(task, call)};");
        writer.Close();
    }

    private static void WriteBody(SourceWriter writer, string name, TaskMethod task, string call)
    {
        var header = $"private static ValueTask {name}(StepInvocation step)";
        if (task.Returns != ReturnKind.Nothing)
        {
            writer.Line(header + " =>");
            writer.Continued($"{End(task, call)};");
            return;
        }

        writer.Open(header);
        writer.Line($"{call};");
        writer.Line($"return {End(task, call)};");
        writer.Close();
    }

    private static string End(TaskMethod task, string call) => task.Returns switch
    {
        ReturnKind.Nothing => "step.Completed()",
        // What is dynamic would be bound when it runs.
        ReturnKind.Value => $"step.Completed<{task.Result}>({(task.Result is "object" or "object?" ? "(object)" : "")}{call})",
        ReturnKind.Signature => $"step.Replaced({call})",
        ReturnKind.AwaitableSignature => $"step.ReplacedAsync({call})",
        _ => $"step.CompletedAsync({call})",
    };

    // An interface may be implemented explicitly, or by its own default.
    private static string As(TaskMethod task, string instance) => task.Contract is null ? instance : $"(({task.Contract}){instance})";

    private static string Instance(TaskInvokers type)
    {
        var services = string.Join(", ", type.Activation!.Parameters.Select(InvokerArguments.Service));
        var members = type.Activation.Members.Select(static m => $"{m.Identifier} = {InvokerArguments.Service(m)}").ToList();
        return $"new {type.Type}({services}){(members.Count == 0 ? "" : $" {{ {string.Join(", ", members)} }}")}";
    }
}
