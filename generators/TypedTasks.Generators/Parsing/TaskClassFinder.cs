using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TypedTasks.Generators.Models;

namespace TypedTasks.Generators.Parsing;

/// <summary>
/// Finds the classes with task methods. <c>ForAttributeWithMetadataName</c> would bind every marked method again after each
/// edit of the project; this one is asked when a declaration changed, and looks by syntax first.
/// </summary>
internal static class TaskClassFinder
{
    private static readonly ConditionalWeakTable<SyntaxTree, AttributedMethods> Files = new();

    public static IEnumerable<TaskClass> Find(Declarations declarations, CancellationToken cancellation)
    {
        var compilation = declarations.Compilation;
        var files = compilation.SyntaxTrees;
        var names = new HashSet<string>(StringComparer.Ordinal) { "Task" };
        foreach (var file in files)
            names.UnionWith(In(file, cancellation).Aliases);
        var spelling = new TypeSpelling();
        var found = new HashSet<INamedTypeSymbol>(SymbolEqualityComparer.Default);
        foreach (var file in files)
        {
            SemanticModel? model = null;
            foreach (var (type, attributes) in In(file, cancellation).Types)
            {
                cancellation.ThrowIfCancellationRequested();
                if (attributes.Any(names.Contains)
                    && (model ??= compilation.GetSemanticModel(file)).GetDeclaredSymbol(type, cancellation) is INamedTypeSymbol symbol
                    && found.Add(symbol)
                    && TaskClassParser.Parse(symbol, spelling, cancellation) is { } tasks)
                {
                    yield return tasks;
                }
            }
        }
    }

    private static AttributedMethods In(SyntaxTree file, CancellationToken cancellation)
    {
        if (!Files.TryGetValue(file, out var methods))
            methods = Files.GetValue(file, f => new((CompilationUnitSyntax)f.GetRoot(cancellation)));
        return methods;
    }
}
