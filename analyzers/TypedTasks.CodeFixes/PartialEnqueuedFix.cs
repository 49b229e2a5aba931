using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeFixes;
using TypedTasks.Analyzers;
using TypedTasks.Analyzers.Composition;

namespace TypedTasks.CodeFixes;

/// <summary>Fixes TT1005 and TT1011: gives the first step what it misses.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class PartialEnqueuedFix() : TaskFix(PartialEnqueuedAnalyzer.Id, BranchMismatchAnalyzer.Id)
{
    private protected override async Task OfferAsync(CodeFixContext context, SyntaxNode root, SyntaxNode node, Diagnostic diagnostic)
    {
        if (node.FirstAncestorOrSelf<ArgumentSyntax>() is not { } argument || Side.First(argument.Expression) is not ExpressionSyntax first)
            return;
        var model = (await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false))!;
        var scope = new FactoryScope(model, KnownTypes.Of(model.Compilation)!, context.CancellationToken);
        if (scope.Supply(first, null) is { } complete)
            Offer(context, diagnostic, $"Give the missing argument, with {complete}", nameof(PartialEnqueuedFix), root, first, () => complete.WithTriviaFrom(first));
    }
}
