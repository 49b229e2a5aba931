using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TypedTasks.Generators.Shared;

namespace TypedTasks.Generators.Parsing;

/// <summary>
/// Finds the task of a factory call. The factories of the compilation itself are not there yet when its source is read, so
/// they are found by the names of classes and methods.
/// </summary>
internal sealed class FactoryLookup(Compilation compilation, CancellationToken cancellation)
{
    private IReadOnlyList<INamedTypeSymbol>? global;

    /// <summary>The name of the task, or null.</summary>
    /// <param name="callee">What is called: <c>Resize</c>, <c>Tasks.Resize</c>, <c>Photos.Tasks.Resize</c>.</param>
    /// <param name="arguments">How many arguments it is given, or null where that is not known.</param>
    public string? TaskOf(ExpressionSyntax callee, int? arguments)
    {
        var owners = callee switch
        {
            MemberAccessExpressionSyntax { Expression: SimpleNameSyntax { Identifier.ValueText: "Tasks" } } => Around(callee),
            MemberAccessExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Tasks" } tasks } => Class(tasks.Expression),
            SimpleNameSyntax => Imported(callee),
            _ => [],
        };
        var name = (callee as MemberAccessExpressionSyntax)?.Name.Identifier.ValueText ?? (callee as SimpleNameSyntax)?.Identifier.ValueText;
        var names = owners
            .SelectMany(o => o.GetMembers(name ?? "").OfType<IMethodSymbol>())
            .Where(m => SymbolNames.Task(m) is not null && (arguments is not { } given || m.Parameters.Length >= given || m.Parameters.Any(static p => p.IsParams)))
            .Select(static m => TaskNames.Of(m, SymbolNames.Task(m)!))
            .Distinct(StringComparer.Ordinal)
            .ToList();
        return names.Count == 1 ? names[0] : null;
    }

    private IEnumerable<INamedTypeSymbol> Around(SyntaxNode node)
    {
        var symbol = node.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } declaration
            ? compilation.GetSemanticModel(node.SyntaxTree).GetDeclaredSymbol(declaration, cancellation)
            : null;
        for (var type = symbol; type is not null; type = type.ContainingType)
            yield return type;
    }

    private IEnumerable<INamedTypeSymbol> Class(ExpressionSyntax name)
    {
        var info = compilation.GetSemanticModel(name.SyntaxTree).GetSymbolInfo(name, cancellation);
        return info.Symbol is INamedTypeSymbol type ? [type] : [];
    }

    /// <summary>The classes whose <c>Tasks</c> the file imports, or every file.</summary>
    private IEnumerable<INamedTypeSymbol> Imported(SyntaxNode node)
    {
        var here = node.AncestorsAndSelf()
            .SelectMany(static n => n switch
            {
                CompilationUnitSyntax unit => unit.Usings,
                BaseNamespaceDeclarationSyntax space => space.Usings,
                _ => default,
            });
        return here.SelectMany(Class).Concat(global ??= [.. Everywhere().SelectMany(Class)]);
    }

    private IEnumerable<UsingDirectiveSyntax> Everywhere() =>
        compilation.SyntaxTrees
            .SelectMany(t => ((CompilationUnitSyntax)t.GetRoot(cancellation)).Usings)
            .Where(static u => u.GlobalKeyword.IsKind(SyntaxKind.GlobalKeyword));

    private IEnumerable<INamedTypeSymbol> Class(UsingDirectiveSyntax directive) =>
        directive is { NamespaceOrType: QualifiedNameSyntax { Right.Identifier.ValueText: "Tasks", Left: { } left } }
        && directive.StaticKeyword.IsKind(SyntaxKind.StaticKeyword)
            ? Class(left)
            : [];

    private IEnumerable<INamedTypeSymbol> Class(NameSyntax name) =>
        compilation.GetSemanticModel(name.SyntaxTree).GetSymbolInfo(name, cancellation).Symbol is INamedTypeSymbol type ? [type] : [];
}
