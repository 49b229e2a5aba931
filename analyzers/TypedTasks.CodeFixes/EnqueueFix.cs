using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeFixes;
using TypedTasks.Analyzers.Composition;

namespace TypedTasks.CodeFixes;

/// <summary>Fixes TT1003 where a client is at hand and awaiting is possible.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class EnqueueFix() : TaskFix(DroppedSignatureAnalyzer.Id)
{
    private protected override async Task OfferAsync(CodeFixContext context, SyntaxNode root, SyntaxNode node, Diagnostic diagnostic)
    {
        var model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        if (node is not ExpressionSyntax flow || model is null || !AsyncPlace.Contains(flow))
            return;
        var client = model.LookupSymbols(flow.SpanStart)
            .Where(static s => s is IParameterSymbol { Type: { } p } && IsClient(p) || s is ILocalSymbol { Type: { } l } && IsClient(l) || s is IFieldSymbol { Type: { } f } && IsClient(f))
            .OrderBy(static s => s.Name, StringComparer.Ordinal)
            .FirstOrDefault();
        if (client is null)
            return;
        Offer(context, diagnostic, $"Enqueue it with {client.Name}", nameof(EnqueueFix), root, flow, () =>
            AsyncPlace.Await(SyntaxFactory.InvocationExpression(
                    SyntaxFactory.ParseExpression($"{client.Name}.EnqueueAsync"),
                    SyntaxFactory.ArgumentList([SyntaxFactory.Argument(flow.WithoutTrivia())])))
                .WithTriviaFrom(flow));
    }

    private static bool IsClient(ITypeSymbol type) => type is { Name: "ITaskClient", ContainingNamespace.Name: "TypedTasks" };
}
