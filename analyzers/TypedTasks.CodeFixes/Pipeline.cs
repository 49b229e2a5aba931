using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TypedTasks.CodeFixes;

/// <summary>Changes pipelines as syntax.</summary>
internal static class Pipeline
{
    public static ExpressionSyntax Unwrapped(ExpressionSyntax expression)
    {
        while (expression is ParenthesizedExpressionSyntax parenthesized)
            expression = parenthesized.Expression;
        return expression;
    }

    /// <summary>The operator that the step stands to the right of.</summary>
    public static BinaryExpressionSyntax? Operator(ExpressionSyntax step)
    {
        SyntaxNode node = step;
        while (node.Parent is ParenthesizedExpressionSyntax)
            node = node.Parent;
        return node.Parent is BinaryExpressionSyntax binary && binary.Right == node ? binary : null;
    }

    /// <summary>The last step of a pipeline.</summary>
    public static ExpressionSyntax Last(ExpressionSyntax pipeline)
    {
        var last = Unwrapped(pipeline);
        while (last is BinaryExpressionSyntax binary)
            last = Unwrapped(binary.Right);
        return last;
    }

    public static ExpressionSyntax Call(SyntaxNode step, string method)
    {
        var receiver = (ExpressionSyntax)step.WithoutTrivia();
        if (receiver is BinaryExpressionSyntax)
            receiver = SyntaxFactory.ParenthesizedExpression(receiver);
        return SyntaxFactory.InvocationExpression(
            SyntaxFactory.MemberAccessExpression(SyntaxKind.SimpleMemberAccessExpression, receiver, SyntaxFactory.IdentifierName(method)))
            .WithTriviaFrom(step);
    }

    public static SyntaxNode WithoutEach(SyntaxNode step) =>
        step.DescendantNodesAndSelf()
            .OfType<InvocationExpressionSyntax>()
            .FirstOrDefault(static i => i.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Each" }) is { Expression: MemberAccessExpressionSyntax access } each
            ? step.ReplaceNode(each, access.Expression.WithTriviaFrom(each))
            : step;

    /// <param name="group">How the class is called there.</param>
    /// <param name="members">The members.</param>
    public static ExpressionSyntax GroupOf(string group, IEnumerable<SyntaxNode> members) =>
        SyntaxFactory.InvocationExpression(
            SyntaxFactory.ParseExpression($"{group}.Of"),
            SyntaxFactory.ArgumentList(Spaced(members.Select(static m => m as ArgumentSyntax ?? SyntaxFactory.Argument((ExpressionSyntax)m)))));

    /// <summary>A tuple takes part in an operator as it is; elsewhere it is joined.</summary>
    public static SyntaxNode Tuple(InvocationExpressionSyntax group)
    {
        var tuple = SyntaxFactory.TupleExpression(Spaced(group.ArgumentList.Arguments.Select(static a => a.WithoutTrivia())));
        return group.Parent is BinaryExpressionSyntax ? tuple.WithTriviaFrom(group) : Call(tuple, "Join").WithTriviaFrom(group);
    }

    public static SyntaxNode Reorder(TupleExpressionSyntax tuple, IReadOnlyList<int> order) =>
        tuple.WithArguments(SyntaxFactory.SeparatedList(
            order.Select((from, to) => tuple.Arguments[from].WithTriviaFrom(tuple.Arguments[to])),
            tuple.Arguments.GetSeparators()));

    public static BinaryExpressionSyntax With(BinaryExpressionSyntax binary, SyntaxKind kind)
    {
        var token = SyntaxFactory.Token(kind == SyntaxKind.BitwiseOrExpression ? SyntaxKind.BarToken : SyntaxKind.GreaterThanGreaterThanToken);
        return SyntaxFactory.BinaryExpression(kind, binary.Left, token.WithTriviaFrom(binary.OperatorToken), binary.Right);
    }

    public static ExpressionSyntax Ignoring(ExpressionSyntax first, ExpressionSyntax next)
    {
        var sign = SyntaxFactory.Token(SyntaxKind.GreaterThanGreaterThanToken).WithLeadingTrivia(SyntaxFactory.Space).WithTrailingTrivia(SyntaxFactory.Space);
        var right = next is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.BitwiseOrExpression } ? SyntaxFactory.ParenthesizedExpression(next.WithoutTrivia()) : next.WithoutTrivia();
        return SyntaxFactory.BinaryExpression(SyntaxKind.RightShiftExpression, first, sign, right).WithTriviaFrom(next);
    }

    public static ExpressionSyntax Pipe(ExpressionSyntax left, ExpressionSyntax right)
    {
        var bar = SyntaxFactory.Token(SyntaxKind.BarToken).WithLeadingTrivia(SyntaxFactory.Space).WithTrailingTrivia(SyntaxFactory.Space);
        return SyntaxFactory.BinaryExpression(SyntaxKind.BitwiseOrExpression, left.WithoutTrailingTrivia(), bar, right.WithoutTrivia())
            .WithTrailingTrivia(left.GetTrailingTrivia());
    }

    public static SeparatedSyntaxList<ArgumentSyntax> Spaced(IEnumerable<ArgumentSyntax> arguments)
    {
        var list = arguments.ToList();
        var comma = SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space);
        return SyntaxFactory.SeparatedList(list, Enumerable.Repeat(comma, Math.Max(0, list.Count - 1)));
    }
}
