using System.Text;
using TypedTasks.Generators.Models;
using TypedTasks.Generators.Shared;

namespace TypedTasks.Generators.Emitting;

/// <summary>A task as people read it: as its caller sees it in C#, and as it stands in TaskContracts.txt.</summary>
internal static class TaskTexts
{
    private const string Global = "global::";

    /// <summary>The method without what the worker supplies, such as <c>Thumbnail Resize(Photo photo, int width = 200)</c>.</summary>
    public static string Signature(TaskMethod task) =>
        $"{(YieldsNothing(task) ? "void" : Names(task.Result, 1))} {task.Identifier}({string.Join(", ", task.Data.Select(Parameter))})";

    /// <summary>Its line of TaskContracts.txt without the first word, such as <c>photos.resize(photo: Gallery.Photo, width?: int): Gallery.Thumbnail</c>.</summary>
    public static string Contract(TaskMethod task) =>
        $"{task.TaskName}({string.Join(", ", task.Data.Select(static p => $"{p.Name}{(p.Kind == ParameterKind.Required ? "" : "?")}: {Names(p.Type, int.MaxValue)}"))}): {(YieldsNothing(task) ? "nothing" : Names(task.Result, int.MaxValue))}";

    // A task that returns Unit as a value yields one.
    private static bool YieldsNothing(TaskMethod task) =>
        task.Returns is ReturnKind.Nothing or ReturnKind.Awaitable || (task.IsReplaced && task.Result == "global::TypedTasks.Unit");

    private static string Parameter(TaskParameter parameter) =>
        $"{(parameter.Kind == ParameterKind.Params ? "params " : "")}{Names(parameter.Type, 1)} {parameter.Identifier}{(parameter.Kind == ParameterKind.Optional && parameter.Default is { } value ? $" = {Default(value)}" : "")}";

    // A member of an enum is read with its type; a cast names the type alone.
    private static string Default(string value) => value.StartsWith("(", StringComparison.Ordinal) ? Names(value, 1) : Names(value, 2);

    /// <summary>C# with the last parts of its qualified names; what stands in quotes stays as it is.</summary>
    private static string Names(string code, int parts)
    {
        var text = new StringBuilder(code.Length);
        for (var at = 0; at < code.Length;)
        {
            if (code[at] is '"' or '\'')
            {
                var end = AfterQuote(code, at);
                text.Append(code, at, end - at);
                at = end;
            }
            else if (string.CompareOrdinal(code, at, Global, 0, Global.Length) == 0)
            {
                var end = at += Global.Length;
                while (end < code.Length && (char.IsLetterOrDigit(code[end]) || code[end] is '_' or '@' or '.'))
                    end++;
                var start = end;
                for (var left = parts; left > 0 && start > at; left--)
                    start = code.LastIndexOf('.', start - 1, start - at);
                text.Append(code, start > at ? start + 1 : at, end - (start > at ? start + 1 : at));
                at = end;
            }
            else
            {
                text.Append(code[at++]);
            }
        }

        return text.ToString();
    }

    private static int AfterQuote(string code, int start)
    {
        var at = start + 1;
        while (at < code.Length && code[at] != code[start])
            at += code[at] == '\\' ? 2 : 1;
        return Math.Min(at + 1, code.Length);
    }
}
