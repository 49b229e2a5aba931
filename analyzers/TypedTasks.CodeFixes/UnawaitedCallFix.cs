using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeFixes;
using TypedTasks.Analyzers.Composition;

namespace TypedTasks.CodeFixes;

/// <summary>Fixes TT1004 where awaiting is possible: in an async method and in a program's statements.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class UnawaitedCallFix() : TaskFix(UnawaitedCallAnalyzer.Id)
{
    private protected override async Task OfferAsync(CodeFixContext context, SyntaxNode root, SyntaxNode node, Diagnostic diagnostic)
    {
        if (node is not ExpressionSyntax call)
            return;
        while (call.Parent is ConditionalAccessExpressionSyntax outer && outer.Span.Contains(diagnostic.Location.SourceSpan) && call != outer.Expression)
            call = outer;
        if (call is ConditionalAccessExpressionSyntax || !AsyncPlace.Contains(call))
            return;
        var model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        var yieldsNothing = model.GetTypeInfo(call, context.CancellationToken).Type is INamedTypeSymbol { Arity: 0 };
        var (old, change) = Change(call, yieldsNothing);
        Offer(context, diagnostic, "Await it", nameof(UnawaitedCallFix), root, old, change);
    }

    /// <summary>What yields nothing cannot be kept in a variable or a discard, and what yields something has another type than its task.</summary>
    private static (SyntaxNode Old, Func<SyntaxNode> Change) Change(ExpressionSyntax call, bool yieldsNothing)
    {
        var awaited = AsyncPlace.Await(call.WithoutTrivia());
        switch (call.Parent)
        {
            case AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: "_" } } discard when yieldsNothing:
                return (discard, () => awaited.WithTriviaFrom(discard));
            case EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Variables.Count: 1, Parent: LocalDeclarationStatementSyntax local } declaration } }:
                return yieldsNothing
                    ? (local, () => SyntaxFactory.ExpressionStatement(awaited).WithTriviaFrom(local))
                    : (declaration, () => Declared.WithVar(declaration.ReplaceNode(call, awaited.WithTriviaFrom(call))));
            default:
                return (call, () => awaited.WithTriviaFrom(call));
        }
    }
}
