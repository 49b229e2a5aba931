using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TypedTasks.CodeFixes;

/// <summary>The variables that a place in the source can read.</summary>
internal static class AtHand
{
    public static IEnumerable<ISymbol> Of(SemanticModel model, int position, CancellationToken cancellation)
    {
        var node = model.SyntaxTree.GetRoot(cancellation).FindToken(position).Parent!;
        var isStatic = IsStatic(node, model, cancellation);
        var fence = Fence(node);
        return model.LookupSymbols(position).Where(s => s switch
        {
            ILocalSymbol local => IsBefore(local, position, cancellation) && IsInside(local, fence, cancellation),
            // A parameter of a class is an instance's.
            IParameterSymbol parameter => IsInside(parameter, fence, cancellation) && !(isStatic && parameter.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.Constructor }),
            IFieldSymbol or IPropertySymbol { IsIndexer: false, GetMethod: not null } => s.IsStatic || (!isStatic && fence is null),
            _ => false,
        });
    }

    public static ITypeSymbol TypeOf(ISymbol variable) => variable switch
    {
        IParameterSymbol parameter => parameter.Type,
        ILocalSymbol local => local.Type,
        IFieldSymbol field => field.Type,
        _ => ((IPropertySymbol)variable).Type,
    };

    /// <summary>Whether it was declared to hold null; what <c>var</c> declares is annotated whatever it holds.</summary>
    public static bool MayBeNull(ISymbol variable, CancellationToken cancellation) =>
        TypeOf(variable).NullableAnnotation == NullableAnnotation.Annotated
        && (variable is not ILocalSymbol || variable.DeclaringSyntaxReferences.Any(r => r.GetSyntax(cancellation).Parent is VariableDeclarationSyntax { Type: NullableTypeSyntax }));

    /// <summary>The name as code writes it.</summary>
    public static string Spell(string name) =>
        SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None || SyntaxFacts.GetContextualKeywordKind(name) != SyntaxKind.None ? "@" + name : name;

    /// <summary>Whether the local has its value there: it is declared before, with a value.</summary>
    private static bool IsBefore(ILocalSymbol local, int position, CancellationToken cancellation) =>
        local.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation) is { } declaration
        && declaration.Span.End <= position
        && declaration is not VariableDeclaratorSyntax { Initializer: null };

    private static bool IsInside(ISymbol variable, SyntaxNode? fence, CancellationToken cancellation) =>
        fence is null || variable.DeclaringSyntaxReferences.Any(r => fence.Span.Contains(r.GetSyntax(cancellation).Span));

    /// <summary>The static function around, which sees no variables outside of it.</summary>
    private static SyntaxNode? Fence(SyntaxNode node) => node.AncestorsAndSelf().FirstOrDefault(static n =>
        n is LocalFunctionStatementSyntax function && function.Modifiers.Any(SyntaxKind.StaticKeyword)
        || n is AnonymousFunctionExpressionSyntax lambda && lambda.Modifiers.Any(SyntaxKind.StaticKeyword));

    private static bool IsStatic(SyntaxNode node, SemanticModel model, CancellationToken cancellation) =>
        node.FirstAncestorOrSelf<MemberDeclarationSyntax>(static m => m is not GlobalStatementSyntax) is { } member
        && (member is FieldDeclarationSyntax || model.GetDeclaredSymbol(member, cancellation) is { IsStatic: true });
}
