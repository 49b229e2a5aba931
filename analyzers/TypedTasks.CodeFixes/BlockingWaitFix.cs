using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.FindSymbols;
using Microsoft.CodeAnalysis.Simplification;
using TypedTasks.Analyzers.Body;

namespace TypedTasks.CodeFixes;

/// <summary>Fixes TT3002: awaits, and makes the method async where it is not and can be.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class BlockingWaitFix() : TaskFix(BlockingWaitAnalyzer.Id)
{
    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => OneAfterAnother.Instance;

    private protected override async Task OfferAsync(CodeFixContext context, SyntaxNode root, SyntaxNode node, Diagnostic diagnostic)
    {
        var model = (await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false))!;
        if (node is not ExpressionSyntax wait
            || Awaited(wait, model, context.CancellationToken) is not { } awaited
            || wait.FirstAncestorOrSelf<SyntaxNode>(static n => n is MethodDeclarationSyntax or LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax || AsyncPlace.Forbids(n))
                is not MethodDeclarationSyntax method
            || method.Modifiers.Any(SyntaxKind.UnsafeKeyword)
            || CatchesTogether(wait))
        {
            return;
        }

        var isAsync = method.Modifiers.Any(SyntaxKind.AsyncKeyword);
        if (!isAsync && !await CanBecomeAsync(context.Document, method, model, context.CancellationToken).ConfigureAwait(false))
            return;
        Offer(context, diagnostic, isAsync ? "Await it" : "Make the task async and await it", nameof(BlockingWaitFix), root, method, () =>
        {
            var value = AsyncPlace.Await(awaited);
            if (wait.Parent is not (ExpressionStatementSyntax or EqualsValueClauseSyntax or ReturnStatementSyntax or ArrowExpressionClauseSyntax or ArgumentSyntax or AssignmentExpressionSyntax))
                value = SyntaxFactory.ParenthesizedExpression(value);
            var changed = method.ReplaceNode(wait, value.WithTriviaFrom(wait));
            return isAsync ? changed : MakeAsync(changed);
        });
    }

    /// <summary>What blocks throws an AggregateException, what is awaited throws what is in it.</summary>
    private static bool CatchesTogether(SyntaxNode wait) => wait.Ancestors().OfType<TryStatementSyntax>()
        .Any(t => t.Block.Span.Contains(wait.Span) && t.Catches.Any(static c => c.Declaration?.Type.ToString().EndsWith(nameof(AggregateException), StringComparison.Ordinal) == true));

    /// <summary>Whether nobody else knows what the method returns: a class above, an interface, or a caller who would go on before it has ended.</summary>
    private static async Task<bool> CanBecomeAsync(Document document, MethodDeclarationSyntax method, SemanticModel model, CancellationToken cancellation)
    {
        if (model.GetDeclaredSymbol(method, cancellation) is not { } symbol || symbol.ReturnType is { Name: "Task" or "ValueTask" } || symbol.IsVirtual || Bound.Is(symbol) || symbol.Parameters.Any(static p => p.RefKind != RefKind.None))
            return false;
        var callers = await SymbolFinder.FindReferencesAsync(symbol, document.Project.Solution, cancellation).ConfigureAwait(false);
        return callers.All(static c => c.Locations.All(static l => l.Document.FilePath?.EndsWith(".g.cs", StringComparison.OrdinalIgnoreCase) == true));
    }

    private static ExpressionSyntax? Awaited(ExpressionSyntax wait, SemanticModel model, CancellationToken cancellation) => wait switch
    {
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Sleep" } } sleep =>
            SyntaxFactory.InvocationExpression(SyntaxFactory.ParseExpression("System.Threading.Tasks.Task.Delay").WithAdditionalAnnotations(Simplifier.Annotation), sleep.ArgumentList),
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Wait" } access, ArgumentList.Arguments.Count: 0 } =>
            access.Expression.WithoutTrivia(),
        // With a time or a token it is another call, and its answer says whether the time was enough.
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "WaitAll" or "WaitAny" } access, Parent: ExpressionStatementSyntax } all
            when model.GetSymbolInfo(all, cancellation).Symbol is IMethodSymbol { Parameters.Length: 1 } =>
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
