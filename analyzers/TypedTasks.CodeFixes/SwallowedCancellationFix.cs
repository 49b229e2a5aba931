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
public sealed class SwallowedCancellationFix() : TaskFix(SwallowedCancellationAnalyzer.Id)
{
    private const string Name = "exception";

    private protected override async Task OfferAsync(CodeFixContext context, SyntaxNode root, SyntaxNode node, Diagnostic diagnostic)
    {
        if (node.FirstAncestorOrSelf<CatchClauseSyntax>() is not { } clause)
            return;
        var model = (await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false))!;
        // What the rule says is swallowed, and no more: a time-out of a call is an OperationCanceledException too.
        var isCancellable = diagnostic.Properties.ContainsKey(SwallowedCancellationAnalyzer.IsCancellable);
        var title = isCancellable ? "Let the cancellation through" : "Let RetryLaterException through";
        Offer(context, diagnostic, title, nameof(SwallowedCancellationFix), root, clause, () => WithFilter(clause, Unused(clause, model), isCancellable));
    }

    private static CatchClauseSyntax WithFilter(CatchClauseSyntax clause, string unused, bool isCancellable)
    {
        var type = clause.Declaration?.Type.ToString() ?? "System.Exception";
        var name = clause.Declaration is { Identifier: { RawKind: not 0 } given } ? given.Text : unused;
        var passed = isCancellable ? "(System.OperationCanceledException or TypedTasks.RetryLaterException)" : "TypedTasks.RetryLaterException";
        // Parsed, not put together: what is put together is laid out anew by the editor.
        var parsed = ((TryStatementSyntax)SyntaxFactory.ParseStatement($"try {{ }} catch ({type} {name}) when ({name} is not {passed}) {{ }}")).Catches[0];
        parsed = parsed.ReplaceNodes(
            parsed.DescendantNodes().Where(static n => n is MemberAccessExpressionSyntax or QualifiedNameSyntax),
            static (_, full) => full.WithAdditionalAnnotations(Simplifier.Annotation));
        var end = clause.Declaration?.GetTrailingTrivia() ?? clause.CatchKeyword.TrailingTrivia;
        return clause
            .WithCatchKeyword(parsed.CatchKeyword.WithLeadingTrivia(clause.CatchKeyword.LeadingTrivia))
            .WithDeclaration(parsed.Declaration)
            .WithFilter(parsed.Filter!.WithTrailingTrivia(end));
    }

    /// <summary>A name that nothing around the clause has, and nothing in it.</summary>
    private static string Unused(CatchClauseSyntax clause, SemanticModel model)
    {
        var taken = new HashSet<string>(clause.DescendantTokens().Where(static t => t.IsKind(SyntaxKind.IdentifierToken)).Select(static t => t.ValueText), StringComparer.Ordinal);
        taken.UnionWith(model.LookupSymbols(clause.SpanStart).Select(static s => s.Name));
        return Enumerable.Range(1, int.MaxValue - 1).Select(static i => i == 1 ? Name : $"{Name}{i}").First(n => !taken.Contains(n));
    }
}
