using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TypedTasks.Analyzers.Composition;

/// <summary>The factories of tasks, as calls name them.</summary>
internal static class Factories
{
    private const string Tasks = "Tasks";

    // An assembly that did not change is the same symbol in the next compilation.
    private static readonly ConditionalWeakTable<IAssemblySymbol, ILookup<string, IMethodSymbol>> Referenced = new();

    public static bool Is(IMethodSymbol method, KnownTypes known) =>
        method is { IsStatic: true, MethodKind: MethodKind.Ordinary, ContainingType: { Name: Tasks, ContainingType: not null } } && Side.OfType(method.ReturnType, "", known) is not null;

    /// <summary>The factory that a step calls; null where it is none.</summary>
    public static IMethodSymbol? Of(SyntaxNode? step, SemanticModel model, KnownTypes known, CancellationToken cancellation) =>
        step is InvocationExpressionSyntax call && model.GetSymbolInfo(call, cancellation).Symbol is IMethodSymbol method && Is(method, known) ? method : null;

    /// <summary>The other forms of a factory, which leave out more or less.</summary>
    public static IEnumerable<(IMethodSymbol Method, Side Side)> Others(IMethodSymbol factory, KnownTypes known)
    {
        foreach (var member in factory.ContainingType.GetMembers(factory.Name))
        {
            if (member is IMethodSymbol other && !SymbolEqualityComparer.Default.Equals(other, factory) && Side.OfType(other.ReturnType, factory.Name, known) is { } side)
                yield return (other, side);
        }
    }

    /// <summary>The factories of a task method; none where the generator made none.</summary>
    public static IEnumerable<IMethodSymbol> OfTask(IMethodSymbol task, KnownTypes known) =>
        task.ContainingType.GetTypeMembers(Tasks).SelectMany(t => t.GetMembers(task.Name)).OfType<IMethodSymbol>().Where(m => Is(m, known));

    /// <summary>The classes, of the project and of what it refers to, that have a factory of that name.</summary>
    public static IReadOnlyList<INamedTypeSymbol> Named(string name, SemanticModel model, int position, KnownTypes known, CancellationToken cancellation) =>
    [
        .. model.Compilation.GetSymbolsWithName(name, SymbolFilter.Member, cancellation)
            .OfType<IMethodSymbol>()
            .Concat(model.Compilation.SourceModule.ReferencedAssemblySymbols.SelectMany(a => Lookup(a)[name]))
            .Where(m => Is(m, known) && model.IsAccessible(position, m))
            .Select(static m => m.ContainingType)
            .Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default)
            .OrderBy(static t => t.ToDisplayString(), StringComparer.Ordinal),
    ];

    private static ILookup<string, IMethodSymbol> Lookup(IAssemblySymbol assembly) => Referenced.TryGetValue(assembly, out var found)
        ? found
        : Referenced.GetValue(assembly, static a => RuntimeUsers.TypesOf(a)
            .Where(static t => t is { Name: Tasks, IsStatic: true, ContainingType: not null })
            .SelectMany(static t => t.GetMembers().OfType<IMethodSymbol>())
            .ToLookup(static m => m.Name, StringComparer.Ordinal));
}
