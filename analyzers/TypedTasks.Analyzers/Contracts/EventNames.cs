using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TypedTasks.Analyzers.Contracts;

/// <summary>The names of the events of a project as its syntax shows them; a file that did not change is not read again.</summary>
internal static class EventNames
{
    private static readonly ConditionalWeakTable<SyntaxTree, IReadOnlyList<string?>> Cache = new();

    /// <summary>The names; null where one is not spelled where it is declared, so that nobody can tell without binding.</summary>
    public static HashSet<string>? Of(Compilation compilation, CancellationToken cancellation)
    {
        HashSet<string> names = new(StringComparer.Ordinal);
        foreach (var tree in compilation.SyntaxTrees)
        {
            if (!Cache.TryGetValue(tree, out var found))
                found = Cache.GetValue(tree, t => [.. Read(t.GetRoot(cancellation))]);
            foreach (var name in found)
            {
                if (name is null)
                    return null;
                names.Add(name);
            }
        }

        return names;
    }

    private static IEnumerable<string?> Read(SyntaxNode root) => root
        .DescendantNodes(static n => n is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax)
        .OfType<PropertyDeclarationSyntax>()
        .SelectMany(static p => p.AttributeLists)
        .SelectMany(static l => l.Attributes)
        .Where(static a => Last(a.Name) is "TaskEvent" or "TaskEventAttribute")
        .Select(static a => a.ArgumentList?.Arguments is [{ Expression: LiteralExpressionSyntax { Token.Value: string name } }, ..] ? name : null);

    private static string Last(NameSyntax name) => name switch
    {
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        AliasQualifiedNameSyntax aliased => aliased.Name.Identifier.ValueText,
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        _ => "",
    };
}
