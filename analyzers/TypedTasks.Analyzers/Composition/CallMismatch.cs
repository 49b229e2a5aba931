using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TypedTasks.Analyzers.Composition;

/// <summary>Explains a refused call of <c>Chain.Of</c>, <c>Group.Of</c>, <c>Then</c> or <c>ThenIgnoringResult</c>.</summary>
internal static class CallMismatch
{
    public static (SyntaxNode Place, Explanation Explanation)? Explain(
        InvocationExpressionSyntax call, SemanticModel model, KnownTypes known, CancellationToken cancellation)
    {
        if (call.Expression is not MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Of" or "Then" or "ThenIgnoringResult" } access)
            return null;
        var places = call.ArgumentList.Arguments.Select(static a => a.Expression).ToList();
        var name = access.Name.Identifier.ValueText;
        var owner = (model.GetSymbolInfo(access.Expression, cancellation).Symbol as INamedTypeSymbol)?.Name;
        if (name != "Of")
            places.Insert(0, access.Expression);
        else if (owner is not ("Chain" or "Group"))
            return null;
        var sides = new List<Side>();
        foreach (var place in places)
        {
            if (model.GetOperation(Side.Unwrapped(place), cancellation) is not { } operation || Side.Of(operation, known) is not { } side)
                return null;
            sides.Add(side);
        }

        var fit = new Fit(known, model.Compilation);
        return owner == "Group" ? Group(sides, places, fit) : Chain(sides, places, fit, ignoring: name == "ThenIgnoringResult");
    }

    private static (SyntaxNode, Explanation)? Chain(List<Side> sides, List<ExpressionSyntax> places, Fit fit, bool ignoring)
    {
        for (var i = 1; i < sides.Count; i++)
        {
            var (left, right) = (sides[i - 1], sides[i]);
            if (left.IsTuple || right.IsTuple)
                return null;
            if (ignoring ? right.Takes is null : right.Takes is not null && left.Yields is not null && fit.IsFit(left.Yields, right.Takes))
                continue;
            var mismatch = new Mismatch(left, right, fit);
            var explanation = ignoring ? mismatch.ExplainSequence() : mismatch.ExplainPipe();
            return (places[i], explanation with { Text = sides.Count > 2 ? $"Step {i + 1} does not fit: {explanation.Text}" : explanation.Text });
        }

        return null;
    }

    private static (SyntaxNode, Explanation)? Group(List<Side> sides, List<ExpressionSyntax> places, Fit fit)
    {
        if (sides.Count < 2 || sides.Exists(static s => s.IsTuple))
            return null;
        var first = sides[0];
        for (var i = 1; i < sides.Count; i++)
        {
            var other = sides[i];
            if (first.IsComplete != other.IsComplete)
            {
                var (partial, complete) = first.IsComplete ? (other, first) : (first, other);
                return (places[i], new(
                    $"The members of a group must be all complete or all partial, but '{partial.Text}' misses {Fit.Read(partial.Takes)} and '{complete.Text}' misses nothing",
                    other.IsPartial ? Remedies.Supply : null));
            }

            if ((first.Takes, other.Takes) is ({ } one, { } two) && !fit.IsFit(one, two) && !fit.IsFit(two, one))
            {
                return (places[i], new(
                    $"The members of a group take the same input, but '{first.Text}' takes {Fit.Read(one)} and '{other.Text}' takes {Fit.Read(two)}"));
            }

            if ((first.Yields, other.Yields) is ({ } earlier, { } later) && !fit.IsFit(earlier, later) && !fit.IsFit(later, earlier))
            {
                return (places[i], new(
                    $"The members of a group yield the same type, but '{first.Text}' yields {Fit.Read(earlier)} and '{other.Text}' yields {Fit.Read(later)}: "
                    + "write a tuple of them, or say their common type, Group.Of<…>(…)",
                    Remedies.GroupToTuple));
            }
        }

        return null;
    }
}
