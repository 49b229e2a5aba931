using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeFixes;
using TypedTasks.Analyzers.Shape;

namespace TypedTasks.CodeFixes;

/// <summary>Fixes TT0012 where a value or an array says the same: <c>ref T</c> and spans.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class TaskResultFix() : TaskFix(TaskResultAnalyzer.Id)
{
    private protected override async Task OfferAsync(CodeFixContext context, SyntaxNode root, SyntaxNode node, Diagnostic diagnostic)
    {
        var model = (await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false))!;
        if (node.FirstAncestorOrSelf<MethodDeclarationSyntax>() is not { } method || model.GetDeclaredSymbol(method, context.CancellationToken) is not { } symbol || Bound.Is(symbol))
            return;
        if (method.ReturnType is RefTypeSyntax reference)
        {
            var type = reference.Type.WithTriviaFrom(reference);
            Offer(context, diagnostic, $"Return {type.ToString()} by value", nameof(TaskResultFix), root, method, () => ByValue(method, type));
        }
        else if (Last(method.ReturnType) is GenericNameSyntax { Identifier.ValueText: "Span" or "ReadOnlySpan", TypeArgumentList.Arguments: [var element] })
        {
            var type = SyntaxFactory.ParseTypeName(element + "[]").WithTriviaFrom(method.ReturnType);
            var copies = new Copies(model, method.ReturnType, context.CancellationToken);
            Offer(context, diagnostic, $"Return {element}[]", nameof(TaskResultFix), root, method, () => Map(method, copies.Of).WithReturnType(type));
        }
    }

    private static SimpleNameSyntax? Last(TypeSyntax type) => type switch
    {
        SimpleNameSyntax simple => simple,
        QualifiedNameSyntax qualified => qualified.Right,
        _ => null,
    };

    private static MethodDeclarationSyntax ByValue(MethodDeclarationSyntax method, TypeSyntax type) =>
        Map(method, static e => e is RefExpressionSyntax reference ? reference.Expression.WithTriviaFrom(reference) : e).WithReturnType(type);

    /// <summary>Changes what the method returns, not what functions inside it return.</summary>
    private static MethodDeclarationSyntax Map(MethodDeclarationSyntax method, Func<ExpressionSyntax, ExpressionSyntax> change)
    {
        if (method.ExpressionBody is { } arrow)
            return method.WithExpressionBody(arrow.WithExpression(change(arrow.Expression)));
        var returned = method.Body?
            .DescendantNodes(static n => n is not (LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax))
            .OfType<ReturnStatementSyntax>()
            .Where(static r => r.Expression is not null)
            .Select(static r => r.Expression!) ?? [];
        return method.ReplaceNodes(returned, (old, _) => change(old));
    }
}
