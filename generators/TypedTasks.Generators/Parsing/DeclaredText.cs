using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TypedTasks.Generators.Parsing;

/// <summary>
/// Compares two versions of a file by what they declare. The compiler's own comparison of that kind,
/// <c>SyntaxFactory.AreEquivalent(…, topLevel: true)</c>, misses changed constants that follow a field with a value.
/// </summary>
internal static class DeclaredText
{
    public static bool IsSame(SyntaxTree one, SyntaxTree other) =>
        one.Options.Equals(other.Options) && one.FilePath == other.FilePath && IsSame(one.GetRoot(), other.GetRoot());

    private static bool IsSame(SyntaxNode one, SyntaxNode other)
    {
        if (one.IsIncrementallyIdenticalTo(other))
            return true;
        if (one.RawKind != other.RawKind)
            return false;
        if (IsBody(one) && IsBody(other))
            return NullableDirectives(one).SequenceEqual(NullableDirectives(other));
        var (parts, others) = (one.ChildNodesAndTokens(), other.ChildNodesAndTokens());
        if (parts.Count != others.Count)
            return false;
        for (var i = 0; i < parts.Count; i++)
        {
            var same = (parts[i].AsNode(), others[i].AsNode()) switch
            {
                ({ } node, { } otherNode) => IsSame(node, otherNode),
                (null, null) => IsSame(parts[i].AsToken(), others[i].AsToken()),
                _ => false,
            };
            if (!same)
                return false;
        }

        return true;
    }

    private static bool IsSame(SyntaxToken one, SyntaxToken other) =>
        one.RawKind == other.RawKind
        && one.IsMissing == other.IsMissing
        && one.Text == other.Text
        && (!(one.HasStructuredTrivia || other.HasStructuredTrivia) || Trivia(one).SequenceEqual(Trivia(other)));

    /// <summary>What runs, and the value of what is no constant.</summary>
    private static bool IsBody(SyntaxNode node) =>
        node is BlockSyntax or ArrowExpressionClauseSyntax or StatementSyntax { Parent: GlobalStatementSyntax }
        || node is EqualsValueClauseSyntax { Parent.Parent.Parent: FieldDeclarationSyntax field } && !field.Modifiers.Any(SyntaxKind.ConstKeyword);

    private static IEnumerable<string> Trivia(SyntaxToken token)
    {
        foreach (var trivia in token.LeadingTrivia.Concat(token.TrailingTrivia))
        {
            switch (trivia.GetStructure())
            {
                case NullableDirectiveTriviaSyntax nullable:
                    yield return nullable.ToString();
                    break;
                // The parser passed over it: it may have been meant.
                case SkippedTokensTriviaSyntax skipped:
                    yield return skipped.ToString();
                    break;
                // Generated factories point to documentation, they do not repeat it.
                case DocumentationCommentTriviaSyntax:
                    yield return "///";
                    break;
            }
        }
    }

    /// <summary>They hold until the next one, which may be far behind the body.</summary>
    private static IEnumerable<string> NullableDirectives(SyntaxNode body) =>
        body.ContainsDirectives
            ? body.DescendantTrivia(descendIntoTrivia: false).Where(static t => t.IsKind(SyntaxKind.NullableDirectiveTrivia)).Select(static t => t.ToString())
            : [];
}
