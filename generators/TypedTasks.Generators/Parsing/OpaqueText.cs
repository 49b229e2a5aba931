using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TypedTasks.Generators.Parsing;

/// <summary>An expression as a diagram shows it: short, on one line, and without arguments, which diagrams never show.</summary>
internal static class OpaqueText
{
    private const int Longest = 60;

    public static string Of(SyntaxNode node)
    {
        var text = new StringBuilder();
        Write(node, text);
        var line = string.Join(" ", text.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= Longest ? line : line.Substring(0, Longest - 1) + "…";
    }

    private static void Write(SyntaxNode node, StringBuilder text)
    {
        foreach (var child in node.ChildNodesAndTokens())
        {
            if (child.AsNode() is not { } inner)
                text.Append(child.AsToken().ToString()).Append(child.HasTrailingTrivia ? " " : "");
            else if (inner is BaseArgumentListSyntax { Arguments.Count: > 0 } arguments)
                text.Append(arguments is BracketedArgumentListSyntax ? "[…]" : "(…)").Append(inner.HasTrailingTrivia ? " " : "");
            else if (inner is InterpolatedStringExpressionSyntax or InitializerExpressionSyntax || (inner is LiteralExpressionSyntax && inner.Kind() is SyntaxKind.StringLiteralExpression or SyntaxKind.NumericLiteralExpression or SyntaxKind.CharacterLiteralExpression or SyntaxKind.Utf8StringLiteralExpression))
                text.Append('…').Append(inner.HasTrailingTrivia ? " " : "");
            else
                Write(inner, text);
        }
    }
}
