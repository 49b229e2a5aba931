using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeFixes;
using TypedTasks.Analyzers.Composition;
using TypedTasks.Generators.Shared;

namespace TypedTasks.CodeFixes;

/// <summary>Fixes TT1006: calls the factory, with the arguments that are data.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class CallFactoryFix() : TaskFix(DirectPlanCallAnalyzer.Id)
{
    private protected override async Task OfferAsync(CodeFixContext context, SyntaxNode root, SyntaxNode node, Diagnostic diagnostic)
    {
        var model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        if (node.FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { } call
            || model.GetSymbolInfo(call, context.CancellationToken).Symbol is not IMethodSymbol method)
        {
            return;
        }

        var name = SyntaxFactory.IdentifierName(method.Name);
        ExpressionSyntax tasks = call.Expression is MemberAccessExpressionSyntax { Expression: not (ThisExpressionSyntax or BaseExpressionSyntax) } access
            ? SyntaxFactory.MemberAccessExpression(SyntaxKind.SimpleMemberAccessExpression, access.Expression, SyntaxFactory.IdentifierName("Tasks"))
            : SyntaxFactory.IdentifierName("Tasks");
        var data = call.ArgumentList.Arguments.Where((a, i) => Parameter(method, a, i) is not { } p || ParameterKinds.IsData(p));
        SyntaxNode old = call.Parent is AwaitExpressionSyntax awaiting ? awaiting : call;
        Offer(context, diagnostic, $"Call {tasks.WithoutTrivia()}.{name}", nameof(CallFactoryFix), root, old, () =>
            call.WithExpression(SyntaxFactory.MemberAccessExpression(SyntaxKind.SimpleMemberAccessExpression, tasks.WithoutTrivia(), name))
                .WithArgumentList(SyntaxFactory.ArgumentList(Pipeline.Spaced(data.Select(static a => a.WithoutTrivia()))))
                .WithTriviaFrom(old));
    }

    private static IParameterSymbol? Parameter(IMethodSymbol method, ArgumentSyntax argument, int index) =>
        argument.NameColon is { } name
            ? method.Parameters.FirstOrDefault(p => p.Name == name.Name.Identifier.ValueText)
            : index < method.Parameters.Length ? method.Parameters[index] : null;
}
