using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TypedTasks.CodeFixes;

/// <summary>Makes arrays of expressions that were returned as spans.</summary>
/// <param name="model">Where the expressions stand.</param>
/// <param name="span">The type as the method wrote it.</param>
/// <param name="cancellation">Gives up.</param>
internal sealed class Copies(SemanticModel model, TypeSyntax span, CancellationToken cancellation)
{
    public ExpressionSyntax Of(ExpressionSyntax expression)
    {
        var plain = expression.WithoutTrivia();
        ExpressionSyntax copy = expression switch
        {
            ThrowExpressionSyntax or CollectionExpressionSyntax => plain,
            // default and null are the empty span.
            LiteralExpressionSyntax { RawKind: (int)SyntaxKind.DefaultLiteralExpression or (int)SyntaxKind.NullLiteralExpression } or DefaultExpressionSyntax => Empty,
            ImplicitObjectCreationExpressionSyntax { ArgumentList.Arguments.Count: 0 } => Empty,
            ImplicitObjectCreationExpressionSyntax creation => Called(
                SyntaxFactory.ObjectCreationExpression(
                    SyntaxFactory.Token(SyntaxKind.NewKeyword).WithTrailingTrivia(SyntaxFactory.Space), span.WithoutTrivia(), creation.ArgumentList.WithoutTrivia(), null),
                "ToArray"),
            // Each side has a type of its own.
            ConditionalExpressionSyntax choice when Type(choice) is null => choice.WithoutTrivia().WithWhenTrue(Of(choice.WhenTrue)).WithWhenFalse(Of(choice.WhenFalse)),
            _ => Type(expression) switch
            {
                IArrayTypeSymbol => plain,
                { SpecialType: SpecialType.System_String } => Called(plain, "ToCharArray"),
                _ => Called(plain, "ToArray"),
            },
        };
        return copy.WithTriviaFrom(expression);
    }

    private static ExpressionSyntax Empty => SyntaxFactory.ParseExpression("[]");

    private ITypeSymbol? Type(ExpressionSyntax expression) => model.GetTypeInfo(expression, cancellation).Type;

    private static InvocationExpressionSyntax Called(ExpressionSyntax value, string method)
    {
        var receiver = value is IdentifierNameSyntax or InvocationExpressionSyntax or MemberAccessExpressionSyntax or ElementAccessExpressionSyntax or LiteralExpressionSyntax or ObjectCreationExpressionSyntax or ParenthesizedExpressionSyntax
            ? value
            : SyntaxFactory.ParenthesizedExpression(value);
        return SyntaxFactory.InvocationExpression(
            SyntaxFactory.MemberAccessExpression(SyntaxKind.SimpleMemberAccessExpression, receiver, SyntaxFactory.IdentifierName(method)));
    }
}
