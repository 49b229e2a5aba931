using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TypedTasks.Analyzers.Composition;

/// <summary>Explains a refused call of the words that put signatures together.</summary>
internal static class CallMismatch
{
    public static (SyntaxNode Place, Explanation Explanation)? Explain(
        InvocationExpressionSyntax call, SemanticModel model, KnownTypes known, CancellationToken cancellation)
    {
        if (call.Expression is not MemberAccessExpressionSyntax access)
            return null;
        var name = access.Name.Identifier.ValueText;
        if (name is not ("Of" or "FirstOf" or "Then") && !Scene.IsWord(name, known))
            return null;
        var places = call.ArgumentList.Arguments.Select(static a => a.Expression).ToList();
        var owner = (model.GetSymbolInfo(access.Expression, cancellation).Symbol as INamedTypeSymbol)?.Name;
        if (owner is null)
            places.Insert(0, access.Expression);
        if (owner == "Chain" && places.Count == 1 && ListedStep(places[0], model, known, cancellation) is { } listed)
            return (places[0], listed);
        var sides = places.ConvertAll(p => model.GetOperation(Side.Unwrapped(p), cancellation) is { } operation ? Side.Of(operation, known) : null);
        if (sides.Count == 0 || sides.Exists(static s => s is null) && (owner is not null || name != "Each"))
            return owner is null && sides.Count > 0 && sides[0] is not null ? Word(access, name, model, known) : null;

        var fit = new Fit(known, model.Compilation);
        var scene = new Scene(model, known, [], IsInWords: true);
        return (owner, name) switch
        {
            ("Chain", "Of") => Chain(sides!, places, fit, scene, ignoring: false),
            ("Group", "Of" or "FirstOf") => Group(sides!, places, fit, $"Group.{name}"),
            (null, "Then") => Chain(sides!, places, fit, scene, ignoring: false),
            (null, "ThenIgnoringResult") => Chain(sides!, places, fit, scene, ignoring: true) ?? Word(access, name, model, known),
            (null, "Join") => Join(sides[0]!, places[0], fit) ?? Word(access, name, model, known),
            (null, "Each") => Each(sides[0], access, model, known) ?? Word(access, name, model, known),
            (null, _) => Word(access, name, model, known),
            _ => null,
        };
    }

    /// <summary>A word that is an extension of a namespace that the file does not import.</summary>
    private static (SyntaxNode, Explanation)? Word(MemberAccessExpressionSyntax access, string name, SemanticModel model, KnownTypes known) =>
        Scene.IsWord(name, known) && !Scene.IsImported(model, access.SpanStart, known)
            ? (access.Name, new($"'{name}' is an extension of the namespace TypedTasks, which is not imported here: add 'using TypedTasks;'", Remedies.Import))
            : null;

    /// <summary>Steps that come in a list have one type, so each takes what it yields.</summary>
    public static Explanation? ListedStep(ExpressionSyntax list, SemanticModel model, KnownTypes known, CancellationToken cancellation)
    {
        var step = model.GetTypeInfo(list, cancellation).Type is { } type && Collections.Element(type) is { } element ? Side.OfType(element, "", known) : null;
        return step is null ? null
            : step.Takes is null ? new("Chain.Of takes a list of steps that take what they yield, and these take nothing: write Group.Of to run them beside each other, or >> between them")
            : SymbolEqualityComparer.Default.Equals(step.Takes, step.Yields) ? null
            : new($"Chain.Of takes a list of steps that take what they yield, but these take {Fit.Read(step.Takes)} and yield {Fit.Read(step.Yields)}");
    }

    private static (SyntaxNode, Explanation)? Join(Side side, ExpressionSyntax place, Fit fit) =>
        TupleForm.Explain(side, isInput: false, fit, given: null) is { } form ? (place, form) : null;

    private static (SyntaxNode, Explanation)? Each(Side? side, MemberAccessExpressionSyntax access, SemanticModel model, KnownTypes known)
    {
        if (side is not { IsTuple: false, Takes: null, Yields: { } })
            return null;
        if (Collections.Element(side.Yields) is not null)
            return (access.Name, new($"Each belongs to the step that takes an element, and '{side.Text}' yields the list: write {side.Text} | …().Each()"));
        var partial = Factories.Of(side.Syntax, model, known, default) is { } factory
            ? Factories.Others(factory, known).Where(static o => o.Side.Takes is not null).OrderByDescending(static o => o.Method.Parameters.Length).Select(static o => o.Side.Takes).FirstOrDefault()
            : null;
        return (access.Name, new(
            $"Each runs a step once for each element of a list, but '{side.Text}' takes nothing, because all its arguments are given"
            + (partial is null ? "" : $": leave out the {Fit.Read(partial)}, which the elements give")));
    }

    private static (SyntaxNode, Explanation)? Chain(List<Side> sides, List<ExpressionSyntax> places, Fit fit, Scene scene, bool ignoring)
    {
        for (var i = 1; i < sides.Count; i++)
        {
            var (left, right) = (sides[i - 1], sides[i]);
            foreach (var (side, place) in new[] { (left, places[i - 1]), (right, places[i]) })
            {
                if (side.IsTuple)
                    return (place, TupleForm.Explain(side, isInput: false, fit, given: null) ?? new($"In words a tuple is made one step first: {side.Text}.Join()", Remedies.JoinMember));
            }

            if (ignoring ? right.Takes is null : right.Takes is not null && left.Yields is not null && fit.IsFit(left.Yields, right.Takes))
                continue;
            var mismatch = new Mismatch(left, right, fit, scene with { Earlier = [.. sides.Take(i - 1)] });
            if ((ignoring ? mismatch.ExplainSequence() : mismatch.ExplainPipe()) is not { } explanation)
                return null;
            return (places[i], explanation with { Text = sides.Count > 2 ? $"Step {i + 1} does not fit: {explanation.Text}" : explanation.Text });
        }

        if (sides.Count == 1)
            return (places[0], new("Chain.Of takes two steps or more, and this is one: write it alone"));
        return sides.Count > Side.MostMembers
            ? (places[Side.MostMembers], new($"Chain.Of takes at most {Side.MostMembers} steps of different types, and here are {sides.Count}: write | between them, or .Then(…) for the rest"))
            : null;
    }

    private static (SyntaxNode, Explanation)? Group(List<Side> sides, List<ExpressionSyntax> places, Fit fit, string name)
    {
        var isGroup = name == "Group.Of";
        if (sides.Find(static s => s.IsTuple) is { } tuple)
        {
            var form = TupleForm.Explain(tuple, isInput: false, fit, given: null)
                ?? new($"A member of {name} is one signature, and '{tuple.Text}' is a tuple: make it one step, {tuple.Text}.Join()", Remedies.JoinMember);
            return (places[sides.IndexOf(tuple)], form);
        }

        var first = sides[0];
        for (var i = 1; i < sides.Count; i++)
        {
            var other = sides[i];
            if (first.IsComplete != other.IsComplete)
            {
                var (partial, complete) = first.IsComplete ? (other, first) : (first, other);
                return (places[i], new(
                    $"The members of {name} are all complete or all partial, but '{partial.Text}' misses {Fit.Read(partial.Takes)} and '{complete.Text}' misses nothing: "
                    + $"give '{partial.Text}' its argument, or write Signature.Pass<{Fit.Read(partial.Takes)}>() >> {complete.Text} to let that ignore the input",
                    other.IsPartial ? Remedies.Supply : Remedies.PassOver));
            }

            if ((first.Takes, other.Takes) is ({ } one, { } two) && !fit.IsFit(one, two) && !fit.IsFit(two, one))
            {
                var (taken, another) = Fit.Read(one, two);
                return (places[i], new($"The members of {name} take the same input, but '{first.Text}' takes {taken} and '{other.Text}' takes {another}"));
            }

            if ((first.Yields, other.Yields) is ({ } earlier, { } later) && !fit.IsFit(earlier, later) && !fit.IsFit(later, earlier))
            {
                var (yielded, next) = Fit.Read(earlier, later);
                return (places[i], new(
                    $"The members of {name} yield the same type, but '{first.Text}' yields {yielded} and '{other.Text}' yields {next}: "
                    + (isGroup ? "write a tuple of them, or say their common type, Group.Of<…>(…)" : "let each yield the same, or say their common type, Group.FirstOf<…>(…)"),
                    isGroup ? Remedies.GroupToTuple : null));
            }
        }

        return null;
    }
}
