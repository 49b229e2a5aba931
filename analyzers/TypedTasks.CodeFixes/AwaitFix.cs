using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeFixes;
using TypedTasks.Analyzers.Composition;

namespace TypedTasks.CodeFixes;

/// <summary>Fixes TT1004 where awaiting is possible: in an async method and in a program's statements.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class AwaitFix() : TaskFix(UnawaitedCallAnalyzer.Id)
{
    private protected override Task OfferAsync(CodeFixContext context, SyntaxNode root, SyntaxNode node, Diagnostic diagnostic)
    {
        if (node is not ExpressionSyntax call)
            return Task.CompletedTask;
        while (call.Parent is ConditionalAccessExpressionSyntax outer && outer.Span.Contains(diagnostic.Location.SourceSpan) && call != outer.Expression)
            call = outer;
        if (call is not ConditionalAccessExpressionSyntax && AsyncPlace.Contains(call))
        {
            Offer(context, diagnostic, "Await it", nameof(AwaitFix), root, call, () => AsyncPlace.Await(call.WithoutTrivia()).WithTriviaFrom(call));
        }

        return Task.CompletedTask;
    }
}
