using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeFixes;
using TypedTasks.Analyzers.Composition;

namespace TypedTasks.CodeFixes;

/// <summary>Fixes TT1006, and TT1014 where a task was called itself: calls the factory, with the arguments that are data.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class DirectPlanCallFix() : TaskFix(DirectPlanCallAnalyzer.Id, SignatureExpectedAnalyzer.Id)
{
    private protected override async Task OfferAsync(CodeFixContext context, SyntaxNode root, SyntaxNode node, Diagnostic diagnostic)
    {
        var model = (await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false))!;
        if (diagnostic.Id == SignatureExpectedAnalyzer.Id && (!diagnostic.Properties.TryGetValue(Remedies.Key, out var remedy) || remedy != Remedies.CallFactory))
            return;
        var isAwaited = diagnostic.Id == SignatureExpectedAnalyzer.Id && node is AwaitExpressionSyntax;
        if ((isAwaited ? node.DescendantNodes().OfType<InvocationExpressionSyntax>().FirstOrDefault() : node.FirstAncestorOrSelf<InvocationExpressionSyntax>()) is not { } call
            || model.GetSymbolInfo(call, context.CancellationToken).Symbol is not IMethodSymbol method)
        {
            return;
        }

        var factory = DirectPlanCallAnalyzer.Factory(call, method, model, context.CancellationToken);
        var data = TaskArguments.Of(call, method);
        var old = Awaiting(call);
        Offer(context, diagnostic, $"Call {factory}", nameof(DirectPlanCallFix), root, old, () =>
            call.WithExpression(SyntaxFactory.ParseExpression(factory))
                .WithArgumentList(SyntaxFactory.ArgumentList(Pipeline.Spaced(data.Select(static a => a.WithoutTrivia()))))
                .WithTriviaFrom(old));
    }

    /// <summary>The call with what waits for it: a factory gives the signature at once.</summary>
    private static ExpressionSyntax Awaiting(ExpressionSyntax call)
    {
        var whole = call;
        while (true)
        {
            switch (whole.Parent)
            {
                case ParenthesizedExpressionSyntax parentheses when parentheses.Parent is AwaitExpressionSyntax or MemberAccessExpressionSyntax:
                    whole = parentheses;
                    break;
                case AwaitExpressionSyntax awaiting:
                    return awaiting;
                case MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Result" } result:
                    return result;
                case MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait" or "GetAwaiter" or "AsTask" or "WaitAsync", Parent: InvocationExpressionSyntax outer }:
                    whole = outer;
                    break;
                case MemberAccessExpressionSyntax { Name.Identifier.ValueText: "GetResult", Parent: InvocationExpressionSyntax outer }:
                    return outer;
                default:
                    return call;
            }
        }
    }
}
