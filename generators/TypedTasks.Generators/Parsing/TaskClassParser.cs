using Microsoft.CodeAnalysis;
using TypedTasks.Generators.Models;
using TypedTasks.Generators.Shared;

namespace TypedTasks.Generators.Parsing;

/// <summary>Reads a class with task methods; one without any that could be a task gives null.</summary>
internal static class TaskClassParser
{
    public static TaskClass? Parse(INamedTypeSymbol type, bool canRank, TypeSpelling spelling, CancellationToken cancellation)
    {
        if (TaskHolder.Refusal(type, cancellation) != TaskRefusal.None)
            return null;
        var accepted = TaskCandidates.Of(type).Where(static t => t.IsAccepted).ToList();
        if (accepted.Count == 0)
            return null;
        var forms = FactoryForms.Of(accepted);
        var shapes = new JsonShapeCollector(spelling);
        var tasks = new List<TaskMethod>();
        var needsInstance = false;
        var form = 0;
        foreach (var task in accepted)
        {
            cancellation.ThrowIfCancellationRequested();
            var generated = 0;
            for (; form < forms.Count && ReferenceEquals(forms[form].Task, task); form++)
                generated |= forms[form].Verdict == FactoryVerdict.Generated ? 1 << forms[form].Missing : 0;
            tasks.Add(TaskMethodParser.Parse(task, generated, shapes, spelling, cancellation));
            needsInstance |= !task.Method.IsStatic && !TaskHolder.IsContract(type);
        }

        return new TaskClass(
            Namespace(type),
            Headers(type).ToEquatableArray(),
            SymbolNames.Read(type),
            SymbolNames.Key(type),
            TaskHolder.IsPublic(type),
            TaskHolder.IsContract(type),
            type.ContainingAssembly.Name,
            NestedClassParser.Parse(type, TaskHolder.Factories, t => HasFactories(t, cancellation), cancellation),
            canRank,
            needsInstance ? ActivationParser.Parse(type, spelling) : null,
            Members(type).ToEquatableArray(),
            tasks.ToEquatableArray(),
            shapes.ToEquatableArray());
    }

    private static bool HasFactories(INamedTypeSymbol type, CancellationToken cancellation) =>
        TaskCandidates.Marked(type).Count > 0
        && TaskHolder.Refusal(type, cancellation) == TaskRefusal.None
        && TaskCandidates.Of(type).Any(static t => t.IsAccepted);

    /// <summary>The namespace of a class, or empty.</summary>
    public static string Namespace(INamedTypeSymbol type) => type.ContainingNamespace.IsGlobalNamespace ? "" : SymbolNames.Path(type.ContainingNamespace);

    /// <summary>The names that are taken in a class.</summary>
    public static IEnumerable<string> Members(INamedTypeSymbol type) =>
        type.GetMembers().Where(static m => m.CanBeReferencedByName).Select(static m => m.Name).Append(type.Name).Distinct(StringComparer.Ordinal);

    public static IEnumerable<string> Headers(INamedTypeSymbol type)
    {
        if (type.ContainingType is { } outer)
        {
            foreach (var header in Headers(outer))
                yield return header;
        }

        var kind = (type.TypeKind, type.IsRecord) switch
        {
            (TypeKind.Struct, true) => "record struct",
            (TypeKind.Struct, _) => "struct",
            (TypeKind.Interface, _) => "interface",
            (_, true) => "record",
            _ => "class",
        };
        yield return $"partial {kind} {CSharpText.TypeIdentifier(type.Name)}";
    }
}
