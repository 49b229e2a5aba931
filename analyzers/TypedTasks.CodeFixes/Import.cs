using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TypedTasks.CodeFixes;

/// <summary>The directive <c>using TypedTasks;</c>: words and most operators are extensions of that namespace.</summary>
internal static class Import
{
    private const string Namespace = "TypedTasks";

    /// <summary>The name of one of its classes as it has to be written there.</summary>
    public static string Spell(string type, SemanticModel model, int position) =>
        model.LookupNamespacesAndTypes(position, name: type).OfType<INamedTypeSymbol>().Where(static t => t.Arity == 0).ToList()
            is [{ ContainingNamespace: { Name: Namespace, ContainingNamespace.IsGlobalNamespace: true } }]
            ? type
            : $"{Namespace}.{type}";

    /// <summary>Adds the directive that imports the namespace.</summary>
    public static SyntaxNode Add(SyntaxNode root)
    {
        if (root is not CompilationUnitSyntax unit)
            return root;
        var end = EndOfLine(unit);
        var directive = Directive($"using {Namespace};").WithTrailingTrivia(end);
        // Behind the namespaces that stand before it in the alphabet; static imports and aliases stay last.
        var place = unit.Usings.TakeWhile(static u => u is { Alias: null, StaticKeyword.RawKind: 0 } && (u.GlobalKeyword.RawKind != 0 || IsBefore(u))).Count();
        if (place > 0 || unit.Usings.Count > 0)
            return place == 0 ? First(unit, directive) : unit.WithUsings(unit.Usings.Insert(place, directive));
        return First(unit, directive.WithTrailingTrivia(end, end));
    }

    /// <summary>Adds a directive that imports the factories of a class, behind all others.</summary>
    public static SyntaxNode AddStatic(SyntaxNode root, string type)
    {
        if (root is not CompilationUnitSyntax unit)
            return root;
        var end = EndOfLine(unit);
        var directive = Directive($"using static {type};").WithTrailingTrivia(end);
        return unit.Usings.Count > 0 ? unit.AddUsings(directive) : First(unit, directive.WithTrailingTrivia(end, end));
    }

    private static UsingDirectiveSyntax Directive(string text) => SyntaxFactory.ParseCompilationUnit(text).Usings[0];

    private static SyntaxTrivia EndOfLine(SyntaxNode unit) =>
        unit.DescendantTrivia().FirstOrDefault(static t => t.IsKind(SyntaxKind.EndOfLineTrivia)) is { RawKind: not 0 } line ? line : SyntaxFactory.LineFeed;

    private static bool IsBefore(UsingDirectiveSyntax other) =>
        other.NamespaceOrType.ToString() is var name
        && (name == "System" || name.StartsWith("System.", StringComparison.Ordinal) || string.CompareOrdinal(name, Namespace) < 0);

    /// <summary>What the file begins with, such as a licence, stays at its head.</summary>
    private static CompilationUnitSyntax First(CompilationUnitSyntax unit, UsingDirectiveSyntax directive)
    {
        var leading = unit.GetLeadingTrivia();
        var head = leading.Take(leading.Count - leading.Reverse().TakeWhile(static t => t.IsKind(SyntaxKind.WhitespaceTrivia) || SyntaxFacts.IsDocumentationCommentTrivia(t.Kind())).Count()).ToList();
        return unit.WithLeadingTrivia(leading.Skip(head.Count)) is var rest
            ? rest.WithUsings(rest.Usings.Insert(0, directive.WithLeadingTrivia(head)))
            : unit;
    }
}
