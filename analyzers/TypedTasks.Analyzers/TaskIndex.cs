using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using TypedTasks.Analyzers.Shape;

namespace TypedTasks.Analyzers;

/// <summary>The tasks of a compilation and of the assemblies that it refers to, by their names on the wire.</summary>
internal sealed class TaskIndex
{
    private const string Runtime = "TypedTasks";

    // An assembly that did not change is the same symbol in the next compilation.
    private static readonly ConditionalWeakTable<IAssemblySymbol, IReadOnlyList<IMethodSymbol>> Referenced = new();

    private readonly Lazy<ILookup<string, IMethodSymbol>> named;

    public TaskIndex(Compilation compilation, KnownTypes known)
    {
        Own = [.. Types(compilation.Assembly.GlobalNamespace).SelectMany(known.TasksOf)];
        named = new(() => Own
            .Concat(Foreign(compilation, known))
            .Select(m => (method: m, attribute: known.TaskOf(m)!))
            .Where(t => !IsLeftToOverloads(t.method, t.attribute, known))
            .OrderBy(static t => Place(t.method), StringComparer.Ordinal)
            .ToLookup(static t => TaskNaming.Of(t.method, t.attribute), static t => t.method, StringComparer.Ordinal));
    }

    /// <summary>The task methods of the compilation itself.</summary>
    public IReadOnlyList<IMethodSymbol> Own { get; }

    /// <summary>The tasks of that name, in an order that does not change from one compilation to the next.</summary>
    public IEnumerable<IMethodSymbol> Named(string name) => named.Value[name];

    /// <summary>Overloads without names of their own are the matter of TT0002.</summary>
    public static bool IsLeftToOverloads(IMethodSymbol method, AttributeData attribute, KnownTypes known) =>
        TaskNaming.Explicit(attribute) is null
        && known.TasksOf(method.ContainingType).Count(m => m.Name == method.Name) > 1;

    private static IEnumerable<IMethodSymbol> Foreign(Compilation compilation, KnownTypes known) =>
        compilation.SourceModule.ReferencedAssemblySymbols
            .Where(static a => a.Name != Runtime && a.Modules.Any(static m => m.ReferencedAssemblies.Any(static r => r.Name == Runtime)))
            .SelectMany(a => Referenced.GetValue(a, key => [.. Types(key.GlobalNamespace).SelectMany(known.TasksOf)]));

    private static IEnumerable<INamedTypeSymbol> Types(INamespaceOrTypeSymbol container)
    {
        foreach (var member in container.GetMembers())
        {
            if (member is not INamespaceOrTypeSymbol inner)
                continue;
            if (inner is INamedTypeSymbol type)
                yield return type;
            foreach (var nested in Types(inner))
                yield return nested;
        }
    }

    // A referenced assembly's task keeps its name: it has shipped.
    private static string Place(IMethodSymbol method) =>
        (method.Locations[0].IsInSource ? "1" : "0") + method.ToDisplayString();
}
