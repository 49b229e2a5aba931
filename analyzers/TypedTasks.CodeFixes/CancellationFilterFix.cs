using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Simplification;
using TypedTasks.Analyzers.Body;

namespace TypedTasks.CodeFixes;

/// <summary>Fixes TT3003: lets the cancellation through.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class CancellationFilterFix() : TaskFix(SwallowedCancellationAnalyzer.Id)
{
    private const string Name = "exception";

    private protected override Task OfferAsync(CodeFixContext context, SyntaxNode root, SyntaxNode node, Diagnostic diagnostic)
    {
        if (node.FirstAncestorOrSelf<CatchClauseSyntax>() is not { } clause)
            return Task.CompletedTask;
        Offer(context, diagnostic, "Let the cancellation through", nameof(CancellationFilterFix), root, clause, () => WithFilter(clause));
        return Task.CompletedTask;
    }

    private static CatchClauseSyntax WithFilter(CatchClauseSyntax clause)
    {
        var type = clause.Declaration?.Type.ToString() ?? "System.Exception";
        var name = clause.Declaration is { Identifier: { RawKind: not 0 } given } ? given.ValueText : Name;
        // Parsed, not put together: what is put together is laid out anew by the editor.
        var parsed = ((TryStatementSyntax)SyntaxFactory.ParseStatement($"try {{ }} catch ({type} {name}) when ({name} is not (System.OperationCanceledException or TypedTasks.RetryLaterException)) {{ }}")).Catches[0];
        parsed = parsed.ReplaceNodes(
            parsed.DescendantNodes().Where(static n => n is MemberAccessExpressionSyntax or QualifiedNameSyntax),
            static (_, full) => full.WithAdditionalAnnotations(Simplifier.Annotation));
        var end = clause.Declaration?.GetTrailingTrivia() ?? clause.CatchKeyword.TrailingTrivia;
        return clause
            .WithCatchKeyword(parsed.CatchKeyword.WithLeadingTrivia(clause.CatchKeyword.LeadingTrivia))
            .WithDeclaration(parsed.Declaration)
            .WithFilter(parsed.Filter!.WithTrailingTrivia(end));
    }
}
