using Microsoft.CodeAnalysis;

namespace TypedTasks.Analyzers.Composition;

/// <summary>Two steps that do not fit: what the one yields, what the other takes, and what would help.</summary>
internal sealed class Mismatch(Side left, Side right, Fit fit)
{
    public Explanation ExplainSequence()
    {
        if (Mixed() is { } mixed)
            return mixed;
        var text = $"'{right.Text}' still misses {Missing(right)}, and >> hands nothing over: use | to hand it the result of '{left.Text}', or give it the argument";
        var takes = right.IsTuple ? right.Members.Select(static m => m.Takes) : [right.Takes];
        var yields = fit.Yields(left);
        return yields is not null && takes.All(t => t is not null && fit.IsFit(yields, t))
            ? new(text, Remedies.Pipe)
            : new(text, Remedies.Supply);
    }

    public Explanation ExplainPipe()
    {
        if (Mixed() is { } mixed)
            return mixed;
        if (right.IsComplete)
        {
            return new(
                $"'{right.Text}' takes nothing, for its arguments are all given: leave out those that '{left.Text}' "
                + $"yields ({Fit.Read(fit.Yields(left))}), or write >> to run it without them",
                Remedies.Ignore);
        }

        if (left.IsTuple && right.IsTuple)
            return new($"C# finds no operator between two tuples: name the first one, {left.Text}.Join() | …", Remedies.Join);
        return right.IsTuple ? Member() : left.IsTuple || IsTupleOf(left.Yields, out _) ? Tuple() : Single(left.Yields!, right, null);
    }

    private Explanation? Mixed()
    {
        foreach (var side in new[] { left, right })
        {
            if (side.IsPartial || side.IsComplete)
                continue;
            var partial = side.Members.First(static m => !m.IsComplete);
            return new($"The members of a tuple must be all complete or all partial, but '{partial.Text}' misses {Missing(partial)} and others miss nothing");
        }

        return null;
    }

    private Explanation Member()
    {
        var yields = fit.Yields(left)!;
        for (var i = 0; i < right.Members.Count; i++)
        {
            if (right.Members[i].Takes is { } takes && !fit.IsFit(yields, takes))
            {
                var single = Single(yields, right.Members[i], i);
                return single with { Text = $"Member {i + 1} of the tuple does not fit: {single.Text}" };
            }
        }

        return new($"'{left.Text}' yields {Fit.Read(yields)}, which the members of '{right.Text}' do not take");
    }

    private Explanation Single(ITypeSymbol yields, Side step, int? member)
    {
        var takes = step.Takes!;
        var fact = fit.IsUnit(yields)
            ? $"'{left.Text}' yields nothing, but '{step.Text}' takes {Fit.Read(takes)}"
            : $"'{left.Text}' yields {Fit.Read(yields)}, but '{step.Text}' takes {Fit.Read(takes)}";
        var advice = Advice(yields, takes, step, member is not null);
        return new(advice.Text is null ? fact : $"{fact}: {advice.Text}", advice.Remedy, member?.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    private (string? Text, string? Remedy) Advice(ITypeSymbol yields, ITypeSymbol takes, Side step, bool isMember)
    {
        if (fit.IsUnit(yields))
            return ("write >> and give the argument", Remedies.IgnoreAndSupply);
        var one = Collections.Element(yields);
        var wanted = Collections.Element(takes);
        if (one is not null && fit.IsFit(one, takes))
            return ($"write {step.Text}.Each() to run it once for each element", Remedies.Each);
        if (wanted is not null && one is null && fit.IsFit(yields, wanted))
        {
            return step.Text.Contains(".Each(")
                ? ("leave out .Each(), there is one value only", Remedies.LeaveOutEach)
                : ($"write Group.Of(…) around '{left.Text}' to make a list of one", isMember ? null : Remedies.Group);
        }

        if (one is not null && wanted is not null && fit.IsFit(one, wanted))
            return ($"take an IReadOnlyList<{Fit.Read(wanted)}> instead", null);
        if (IsTupleOf(takes, out var elements) && fit.IsFit(yields, elements[0].Type))
            return ("give it the other arguments, or yield them as well", Remedies.Supply);
        return fit.IsImplicitValue(yields, takes)
            ? ("values of different types do not convert between steps, they must match exactly", Remedies.Convert)
            : (null, Remedies.Convert);
    }

    private Explanation Tuple()
    {
        var yields = Elements(left);
        if (right.Takes is null || !IsTupleOf(right.Takes, out var taken))
        {
            var isList = right.Takes is not null && Collections.Element(right.Takes) is not null;
            return new(
                $"'{left.Text}' yields a tuple, {Fit.Read(yields)}, but '{right.Text}' takes {Fit.Read(right.Takes)}"
                + (isList ? ": write Group.Of(…) instead of the tuple to make a list" : ""),
                isList && left.IsLiteral ? Remedies.TupleToGroup : Remedies.Convert);
        }

        var takes = taken.Select(static t => t.Type).ToList();
        if (yields.Count != takes.Count)
            return new($"'{left.Text}' yields {yields.Count} values, {Fit.Read(yields)}, but '{right.Text}' takes {takes.Count}, {Fit.Read(takes)}");
        var wrong = Enumerable.Range(0, takes.Count).FirstOrDefault(i => !fit.IsFit(yields[i], takes[i]));
        var fact = $"At position {wrong + 1} '{left.Text}' yields {Fit.Read(yields[wrong])}, but '{right.Text}' takes {Fit.Read(takes[wrong])}";
        if (!takes.All(t => yields.Count(y => fit.IsFit(y, t)) == 1))
            return new(fact);
        var order = string.Join(",", takes.Select(t => yields.FindIndex(y => fit.IsFit(y, t))));
        return new($"{fact}: put the members in the order {Fit.Read(takes)}", Remedies.Order, order);
    }

    private List<ITypeSymbol> Elements(Side side) =>
        side.IsTuple
            ? [.. side.Members.Select(m => fit.Yields(m)!)]
            : IsTupleOf(side.Yields, out var elements) ? [.. elements.Select(static e => e.Type)] : [side.Yields!];

    private static string Missing(Side side) =>
        side.IsTuple ? string.Join(", ", side.Members.Select(static m => Fit.Read(m.Takes))) : Fit.Read(side.Takes);

    private static bool IsTupleOf(ITypeSymbol? type, out IReadOnlyList<IFieldSymbol> elements)
    {
        elements = type is INamedTypeSymbol { IsTupleType: true } tuple ? tuple.TupleElements : [];
        return elements.Count > 0;
    }
}
