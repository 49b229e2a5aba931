using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TypedTasks.Analyzers.Composition;

/// <summary>Follows calls, through methods of the project, to one that waits for a flow.</summary>
internal sealed class WaitPaths(Compilation compilation, INamedTypeSymbol handle)
{
    private const string Wait = "WaitAsync";
    private const int MaxDepth = 8;

    private static readonly ConditionalWeakTable<SyntaxTree, object> Mentions = new();

    private readonly ConcurrentDictionary<IMethodSymbol, string?> paths = new(SymbolEqualityComparer.Default);

    // Most projects wait nowhere, and then nothing needs to be followed.
    private readonly Lazy<bool> isMentioned = new(() => compilation.SyntaxTrees.Any(static t => (bool)Mentions.GetValue(t, IsMentioned)));

    /// <summary>The calls from a method to the wait, or null when there are none.</summary>
    public string? From(IMethodSymbol method, CancellationToken cancellation) => isMentioned.Value ? Find(method, new(SymbolEqualityComparer.Default), 0, cancellation) : null;

    private static object IsMentioned(SyntaxTree tree) =>
        tree.GetText().ToString().IndexOf(Wait, StringComparison.Ordinal) >= 0;

    private string? Find(IMethodSymbol method, HashSet<ISymbol> seen, int depth, CancellationToken cancellation)
    {
        if (method.Name == Wait && SymbolEqualityComparer.Default.Equals(method.ContainingType.OriginalDefinition, handle))
            return Wait;
        method = method.OriginalDefinition;
        if (depth >= MaxDepth || method.DeclaringSyntaxReferences.IsEmpty || !SymbolEqualityComparer.Default.Equals(method.ContainingAssembly, compilation.Assembly))
            return null;
        if (paths.TryGetValue(method, out var known))
            return known;

        // A cycle adds nothing to the way.
        if (!seen.Add(method))
            return null;
        var found = Follow(method, seen, depth, cancellation);

        // Seen from further up there may be more of a way that was cut off here, by a cycle or its length.
        if (found is not null || depth == 0)
            paths[method] = found;
        return found;
    }

    private string? Follow(IMethodSymbol method, HashSet<ISymbol> seen, int depth, CancellationToken cancellation)
    {
        foreach (var reference in method.DeclaringSyntaxReferences)
        {
            var syntax = reference.GetSyntax(cancellation);
            SemanticModel? model = null;
            foreach (var call in syntax.DescendantNodes().OfType<InvocationExpressionSyntax>())
            {
                cancellation.ThrowIfCancellationRequested();
                // The method that is called may stand in another file than the one that is analysed.
#pragma warning disable RS1030
                model ??= compilation.GetSemanticModel(syntax.SyntaxTree);
#pragma warning restore RS1030
                if (model.GetSymbolInfo(call, cancellation).Symbol is IMethodSymbol target && Find(target, seen, depth + 1, cancellation) is { } rest)
                    return $"{method.Name} → {rest}";
            }
        }

        return null;
    }
}
