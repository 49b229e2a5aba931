using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TypedTasks.Analyzers;
using TypedTasks.Analyzers.Composition;

namespace TypedTasks.CodeFixes;

/// <summary>Carries what an earlier step yields past the steps between it and one that takes it.</summary>
internal static class Carry
{
    /// <summary>The left side of the operator with its last steps as a branch beside the value; null where they are not plain steps.</summary>
    /// <param name="binary">The operator.</param>
    /// <param name="data">How many steps go into the branch, and at which place of the tuple it stands.</param>
    /// <param name="model">The file.</param>
    /// <param name="known">The runtime's types.</param>
    /// <param name="cancellation">Gives up.</param>
    public static ExpressionSyntax? Past(BinaryExpressionSyntax binary, string data, SemanticModel model, KnownTypes known, CancellationToken cancellation)
    {
        var parts = data.Split(',');
        var count = int.Parse(parts[0], CultureInfo.InvariantCulture);
        var branch = new Stack<ExpressionSyntax>();
        var rest = Pipeline.Unwrapped(binary.Left);
        while (branch.Count < count)
        {
            if (rest is not BinaryExpressionSyntax { RawKind: (int)SyntaxKind.BitwiseOrExpression } pipe)
                return null;
            branch.Push(pipe.Right.WithoutTrivia());
            rest = Pipeline.Unwrapped(pipe.Left);
        }

        if (model.GetOperation(rest, cancellation) is not { } operation || Side.Of(operation, known) is not { Yields: { } yields })
            return null;
        var pass = SyntaxFactory.ParseExpression($"{Import.Spell("Signature", model, binary.SpanStart)}.Pass<{yields.ToMinimalDisplayString(model, binary.SpanStart)}>()");
        var own = branch.Aggregate(Pipeline.Pipe);
        var members = parts[1] == "1" ? new[] { pass, own } : [own, pass];
        return Pipeline.Pipe(rest.WithoutTrivia(), SyntaxFactory.TupleExpression(Pipeline.Spaced(members.Select(SyntaxFactory.Argument))));
    }
}
