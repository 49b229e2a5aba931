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
public sealed class ResultFix() : TaskFix(TaskResultAnalyzer.Id)
{
    private protected override Task OfferAsync(CodeFixContext context, SyntaxNode root, SyntaxNode node, Diagnostic diagnostic)
    {
        if (node.FirstAncestorOrSelf<MethodDeclarationSyntax>() is not { } method)
            return Task.CompletedTask;
        if (method.ReturnType is RefTypeSyntax reference)
        {
            var type = reference.Type.WithTriviaFrom(reference);
            Offer(context, diagnostic, $"Return {type.ToString()} by value", nameof(ResultFix), root, method, () => ByValue(method, type));
        }
        else if (Last(method.ReturnType) is GenericNameSyntax { Identifier.ValueText: "Span" or "ReadOnlySpan", TypeArgumentList.Arguments: [var element] })
        {
            var type = SyntaxFactory.ParseTypeName(element + "[]").WithTriviaFrom(method.ReturnType);
            Offer(context, diagnostic, $"Return {element}[]", nameof(ResultFix), root, method, () => AsArray(method, type));
        }

        return Task.CompletedTask;
    }

    private static SimpleNameSyntax? Last(TypeSyntax type) => type switch
    {
        SimpleNameSyntax simple => simple,
        QualifiedNameSyntax qualified => qualified.Right,
        _ => null,
    };

    private static MethodDeclarationSyntax ByValue(MethodDeclarationSyntax method, TypeSyntax type) =>
        Map(method, static e => e is RefExpressionSyntax reference ? reference.Expression.WithTriviaFrom(reference) : e).WithReturnType(type);

    private static MethodDeclarationSyntax AsArray(MethodDeclarationSyntax method, TypeSyntax type) =>
        Map(method, Copy).WithReturnType(type);

    private static ExpressionSyntax Copy(ExpressionSyntax expression)
    {
        if (expression is LiteralExpressionSyntax or CollectionExpressionSyntax or ImplicitObjectCreationExpressionSyntax)
            return expression is CollectionExpressionSyntax ? expression : SyntaxFactory.ParseExpression("[]").WithTriviaFrom(expression);
        var plain = expression.WithoutTrivia();
        var receiver = plain is IdentifierNameSyntax or InvocationExpressionSyntax or MemberAccessExpressionSyntax or ElementAccessExpressionSyntax
            ? plain
            : SyntaxFactory.ParenthesizedExpression(plain);
        return SyntaxFactory.InvocationExpression(
            SyntaxFactory.MemberAccessExpression(SyntaxKind.SimpleMemberAccessExpression, receiver, SyntaxFactory.IdentifierName("ToArray")))
            .WithTriviaFrom(expression);
    }

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
        return method.ReplaceNodes(returned, (_, changed) => change(changed));
    }
}
