using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeFixes;
using TypedTasks.Analyzers;
using TypedTasks.Analyzers.Composition;

namespace TypedTasks.CodeFixes;

/// <summary>Fixes TT1017: moves the call to the whole, where that stands in the same expression; of what a task returns it is left out.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class RootOptionFix() : TaskFix(RootOptionAnalyzer.Id)
{
    private protected override async Task OfferAsync(CodeFixContext context, SyntaxNode root, SyntaxNode node, Diagnostic diagnostic)
    {
        if (node.FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { Expression: MemberAccessExpressionSyntax access } option)
            return;
        var name = access.Name.Identifier.ValueText;
        var model = (await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false))!;
        var known = KnownTypes.Of(model.Compilation)!;
        var whole = Whole(option, model, known, context.CancellationToken);
        if (whole is null)
            return;
        if (whole == option)
        {
            if (IsReturned(option))
                Offer(context, diagnostic, $"Leave out {name}", nameof(RootOptionFix), root, option, () => access.Expression.WithTriviaFrom(option));
            return;
        }

        // What the whole has already is not said twice.
        if (whole.DescendantNodesAndSelf().OfType<InvocationExpressionSyntax>().Count(i => NameOf(i) == name) + Around(whole).Count(i => NameOf(i) == name) > 1)
            return;
        Offer(context, diagnostic, $"Call {name} on the whole", nameof(RootOptionFix), root, whole, () =>
        {
            var rest = whole.ReplaceNode(option, access.Expression.WithTriviaFrom(option));
            var receiver = rest is BinaryExpressionSyntax ? SyntaxFactory.ParenthesizedExpression(rest.WithoutTrivia()) : rest.WithoutTrivia();
            return SyntaxFactory.InvocationExpression(
                SyntaxFactory.MemberAccessExpression(SyntaxKind.SimpleMemberAccessExpression, receiver, access.Name.WithoutTrivia()),
                option.ArgumentList).WithTriviaFrom(whole);
        });
    }

    /// <summary>The largest signature of the expression that the call is a part of; null where a function makes parts.</summary>
    private static ExpressionSyntax? Whole(ExpressionSyntax part, SemanticModel model, KnownTypes known, CancellationToken cancellation)
    {
        var whole = part;
        for (SyntaxNode? node = part.Parent; node is ExpressionSyntax or ArgumentSyntax or ArgumentListSyntax; node = node.Parent)
        {
            // What a function yields for each element can name its parameter, and the whole cannot.
            if (node is AnonymousFunctionExpressionSyntax)
                return null;
            if (node is AssignmentExpressionSyntax or ConditionalExpressionSyntax or SwitchExpressionSyntax)
                break;
            if (node is BinaryExpressionSyntax or InvocationExpressionSyntax)
            {
                if (Side.OfType(model.GetTypeInfo(node, cancellation).Type, "", known) is null)
                    break;
                whole = (ExpressionSyntax)node;
            }
        }

        // The options that follow on the whole stay where they are.
        while (whole != part && whole is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: var inner } } call
            && model.GetSymbolInfo(call, cancellation).Symbol is IMethodSymbol { ContainingType.Name: "OptionExtensions" or "UniqueExtensions" or "TurnExtensions" }
            && inner.Contains(part))
        {
            whole = inner;
        }

        return whole;
    }

    private static bool IsReturned(ExpressionSyntax value)
    {
        SyntaxNode? node = value.Parent;
        while (node is ParenthesizedExpressionSyntax or ConditionalExpressionSyntax or SwitchExpressionArmSyntax or SwitchExpressionSyntax)
            node = node.Parent;
        return node is ReturnStatementSyntax or ArrowExpressionClauseSyntax;
    }

    private static IEnumerable<InvocationExpressionSyntax> Around(ExpressionSyntax whole) => whole.Ancestors()
        .TakeWhile(static n => n is ExpressionSyntax)
        .OfType<InvocationExpressionSyntax>();

    private static string NameOf(InvocationExpressionSyntax call) => (call.Expression as MemberAccessExpressionSyntax)?.Name.Identifier.ValueText ?? "";
}
