using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeFixes;
using TypedTasks.Analyzers.Shape;

namespace TypedTasks.CodeFixes;

/// <summary>Fixes TT0001.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class TaskClassNotPartialFix() : TaskFix(TaskClassNotPartialAnalyzer.Id)
{
    /// <summary>A class may stand in another, which a batch cannot merge.</summary>
    public override FixAllProvider GetFixAllProvider() => OneAfterAnother.Instance;

    private protected override Task OfferAsync(CodeFixContext context, SyntaxNode root, SyntaxNode node, Diagnostic diagnostic)
    {
        if (node.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } declaration)
            Offer(context, diagnostic, $"Make '{declaration.Identifier.ValueText}' partial", nameof(TaskClassNotPartialFix), root, declaration, () => With(declaration));
        return Task.CompletedTask;
    }

    // The word stands last, where C# wants it, and every other one stays: the symbol does not know of all.
    private static TypeDeclarationSyntax With(TypeDeclarationSyntax declaration)
    {
        var word = SyntaxFactory.Token(SyntaxKind.PartialKeyword).WithTrailingTrivia(SyntaxFactory.Space);
        if (declaration.Modifiers.Count > 0)
            return declaration.WithModifiers(declaration.Modifiers.Add(word));
        var keyword = declaration.Keyword;
        return declaration
            .WithKeyword(keyword.WithLeadingTrivia())
            .WithModifiers([word.WithLeadingTrivia(keyword.LeadingTrivia)]);
    }
}
