using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TypedTasks.CodeFixes;

/// <summary>Where <c>await</c> may stand.</summary>
internal static class AsyncPlace
{
    public static bool Contains(SyntaxNode node)
    {
        for (var n = node.Parent; n is not null; n = n.Parent)
        {
            switch (n)
            {
                case MethodDeclarationSyntax method:
                    return IsAsync(method.Modifiers);
                case LocalFunctionStatementSyntax function:
                    return IsAsync(function.Modifiers);
                case AnonymousFunctionExpressionSyntax lambda:
                    return IsAsync(lambda.Modifiers);
                case GlobalStatementSyntax:
                    return true;
                case MemberDeclarationSyntax:
                    return false;
                default:
                    if (Forbids(n))
                        return false;
                    break;
            }
        }

        return false;
    }

    /// <summary>Whether nothing inside the node may be awaited, whatever stands around it.</summary>
    public static bool Forbids(SyntaxNode node) =>
        node is LockStatementSyntax or UnsafeStatementSyntax or CatchFilterClauseSyntax or QueryBodySyntax;

    public static ExpressionSyntax Await(ExpressionSyntax value) =>
        SyntaxFactory.AwaitExpression(SyntaxFactory.Token(SyntaxKind.AwaitKeyword).WithTrailingTrivia(SyntaxFactory.Space), value);

    private static bool IsAsync(SyntaxTokenList modifiers) => modifiers.Any(SyntaxKind.AsyncKeyword) && !modifiers.Any(SyntaxKind.UnsafeKeyword);
}
