using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Simplification;
using TypedTasks.Analyzers.Body;

namespace TypedTasks.CodeFixes;

/// <summary>Fixes TT3002: awaits, and makes the method async where it is not and can be.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class AwaitInTaskFix() : TaskFix(BlockingWaitAnalyzer.Id)
{
    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => OneAfterAnother.Instance;

    private protected override async Task OfferAsync(CodeFixContext context, SyntaxNode root, SyntaxNode node, Diagnostic diagnostic)
    {
        var model = (await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false))!;
        if (node is not ExpressionSyntax wait
            || Awaited(wait) is not { } awaited
            || wait.FirstAncestorOrSelf<SyntaxNode>(static n => n is MethodDeclarationSyntax or LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax or LockStatementSyntax)
                is not MethodDeclarationSyntax method)
        {
            return;
        }

        var isAsync = method.Modifiers.Any(SyntaxKind.AsyncKeyword);
        if (!isAsync && ReturnsTask(method, model, context.CancellationToken))
            return;
        Offer(context, diagnostic, isAsync ? "Await it" : "Make the task async and await it", nameof(AwaitInTaskFix), root, method, () =>
        {
            var value = AsyncPlace.Await(awaited);
            if (wait.Parent is not (ExpressionStatementSyntax or EqualsValueClauseSyntax or ReturnStatementSyntax or ArrowExpressionClauseSyntax or ArgumentSyntax or AssignmentExpressionSyntax))
                value = SyntaxFactory.ParenthesizedExpression(value);
            var changed = method.ReplaceNode(wait, value.WithTriviaFrom(wait));
            return isAsync ? changed : MakeAsync(changed);
        });
    }

    private static bool ReturnsTask(MethodDeclarationSyntax method, SemanticModel model, CancellationToken cancellation) =>
        model.GetTypeInfo(method.ReturnType, cancellation).Type is { Name: "Task" or "ValueTask" };

    private static ExpressionSyntax? Awaited(ExpressionSyntax wait) => wait switch
    {
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Sleep" } } sleep =>
            SyntaxFactory.InvocationExpression(SyntaxFactory.ParseExpression("Task.Delay"), sleep.ArgumentList),
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Wait" } access, ArgumentList.Arguments.Count: 0 } =>
            access.Expression.WithoutTrivia(),
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "WaitAll" or "WaitAny" } access } all =>
            SyntaxFactory.InvocationExpression(
                access.WithName(SyntaxFactory.IdentifierName(access.Name.Identifier.ValueText == "WaitAll" ? "WhenAll" : "WhenAny")).WithoutTrivia(), all.ArgumentList),
        InvocationExpressionSyntax
        {
            Expression: MemberAccessExpressionSyntax
            {
                Name.Identifier.ValueText: "GetResult",
                Expression: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "GetAwaiter" } inner },
            },
        } => inner.Expression.WithoutTrivia(),
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Result" } access => access.Expression.WithoutTrivia(),
        _ => null,
    };

    private static MethodDeclarationSyntax MakeAsync(MethodDeclarationSyntax method)
    {
        var isVoid = method.ReturnType is PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.VoidKeyword };
        var name = isVoid ? "System.Threading.Tasks.Task" : $"System.Threading.Tasks.Task<{method.ReturnType}>";
        var type = SyntaxFactory.ParseTypeName(name).WithTriviaFrom(method.ReturnType).WithAdditionalAnnotations(Simplifier.Annotation);
        var word = SyntaxFactory.Token(SyntaxKind.AsyncKeyword).WithTrailingTrivia(SyntaxFactory.Space);
        return method.AddModifiers(word).WithReturnType(type);
    }
}
