using System.Globalization;
using Microsoft.CodeAnalysis;

namespace TypedTasks.Analyzers.Composition;

/// <summary>Two steps that do not fit: what the one yields, what the other takes, and what would help. Null where that is not why.</summary>
internal sealed class Mismatch(Side left, Side right, Fit fit, Scene scene)
{
    public Explanation? ExplainSequence()
    {
        if (TupleForm.Explain(left, isInput: false, fit, given: null) is { } wrongLeft)
            return wrongLeft.OnTheLeft();
        if (TupleForm.Explain(right, isInput: false, fit, given: null) is { } wrongRight)
            return wrongRight;
        if (right.IsComplete)
            return Unimported();
        var takes = right.IsTuple ? right.Members.Select(static m => m.Takes) : [right.Takes];
        var text = $"'{right.Text}' still misses {Missing(right)}, and {scene.Ignoring} hands nothing over";
        return takes.All(t => t is not null && fit.IsFit(left, t))
            ? new($"{text}: write {scene.Piping} to hand it the result of '{left.Text}', or give it the argument", Remedies.Pipe)
            : new($"{text}: give it the argument", Remedies.Supply);
    }

    public Explanation? ExplainPipe()
    {
        var yields = fit.Yields(left);
        if (TupleForm.Explain(left, isInput: false, fit, given: null) is { } wrongLeft)
            return wrongLeft.OnTheLeft();
        if (TupleForm.Explain(right, isInput: true, fit, yields) is { } wrongRight)
            return wrongRight;
        if (yields is null)
            return null;
        if (right.IsComplete)
            return Complete(yields);
        if (right.IsTuple)
            return Member(yields);
        return left.IsTuple || Fit.Elements(yields) is not null ? Tuple() : Single(yields, right, null);
    }

    /// <summary>Steps that fit have no operator where the namespace is not imported.</summary>
    private Explanation? Unimported() => scene.IsInWords || right.Syntax is null || scene.IsImportedAt(right.Syntax)
        ? null
        : new("This operator is an extension of the namespace TypedTasks, which is not imported here: add 'using TypedTasks;'", Remedies.Import);

    private Explanation Complete(ITypeSymbol yields)
    {
        if (fit.IsUnit(yields))
            return new($"'{left.Text}' yields nothing, and '{right.Text}' takes nothing: write {scene.Ignoring} to run one after the other", Remedies.Ignore);
        var shorter = Factories.Of(right.Syntax, scene.Model, scene.Known, default) is { } factory
            && Factories.Others(factory, scene.Known).Any(o => o.Side.Takes is { } takes && fit.IsFit(left, takes));
        return new(
            $"'{right.Text}' takes nothing, because all its arguments are given: "
            + (shorter ? $"leave out what '{left.Text}' yields ({Fit.Read(yields)}), or write {scene.Ignoring} to run it without that" : $"write {scene.Ignoring} to run it without the {Fit.Read(yields)} that '{left.Text}' yields"),
            Remedies.Ignore);
    }

    private Explanation? Member(ITypeSymbol yields)
    {
        for (var i = 0; i < right.Members.Count; i++)
        {
            if (right.Members[i].Takes is not { } takes || (left.IsTuple ? fit.IsFit(yields, takes) : fit.IsFit(left, takes)))
                continue;
            if (left.IsTuple && Fit.Elements(takes) is null)
                return new($"Member {i + 1} of the tuple does not fit: '{left.Text}' yields a tuple, {Fit.Read(yields)}, but '{right.Members[i].Text}' takes {Fit.Read(takes)}");
            return Single(yields, right.Members[i], i) is { } single ? single with { Text = $"Member {i + 1} of the tuple does not fit: {single.Text}" } : null;
        }

        return left.IsTuple
            ? new($"C# has no operator between two tuples: make the first one step, {left.Text}.Join() | …", Remedies.Join)
            : Unimported();
    }

    private Explanation? Single(ITypeSymbol yields, Side step, int? member)
    {
        var takes = step.Takes!;
        if (fit.IsFit(left, takes))
            return Unimported();
        var (given, wanted) = Fit.Read(yields, takes);
        var fact = fit.IsUnit(yields)
            ? $"'{left.Text}' yields nothing, but '{step.Text}' takes {wanted}"
            : $"'{left.Text}' yields {given}, but '{step.Text}' takes {wanted}";
        var advice = new Advice(left, step, fit, scene).Find(yields, takes, member is not null);
        return new(advice.Text is null ? fact : $"{fact}: {advice.Text}", advice.Remedy, advice.Data ?? member?.ToString(CultureInfo.InvariantCulture));
    }

    private Explanation? Tuple()
    {
        var yields = Elements(left);
        if (Fit.Elements(right.Takes) is not { } takes)
        {
            var isList = right.Takes is not null && Collections.Element(right.Takes) is { } element && yields.All(y => fit.IsFit(y, element));
            return new(
                $"'{left.Text}' yields a tuple, {Fit.Read(yields)}, but '{right.Text}' takes {Fit.Read(right.Takes)}"
                + (isList && left.IsParallel ? ": write Group.Of(…) instead of the tuple to make a list" : ""),
                isList && left.IsLiteral ? Remedies.TupleToGroup : Remedies.Convert);
        }

        if (yields.Count != takes.Count)
            return new($"'{left.Text}' yields {yields.Count} values, {Fit.Read(yields)}, but '{right.Text}' takes {takes.Count}, {Fit.Read(takes)}");
        if (fit.IsFit(left, right.Takes!) && !scene.IsInWords)
            return Unimported();
        var wrong = Enumerable.Range(0, takes.Count).Where(i => !fit.IsFit(yields[i], takes[i])).ToList();
        if (wrong.Count == 0)
        {
            // Only of parallel members, and only the operator, matches each on its own.
            return new($"'{left.Text}' yields one tuple, {Fit.Read(yields)}, and '{right.Text}' takes another, {Fit.Read(takes)}: a tuple that is passed on as a whole must match exactly"
                + (left.IsParallel ? ", so write | here" : ""));
        }

        var (given, wanted) = Fit.Read(yields[wrong[0]], takes[wrong[0]]);
        var fact = $"At position {wrong[0] + 1} '{left.Text}' yields {given}, but '{right.Text}' takes {wanted}";
        if (!left.IsParallel || !takes.All(t => yields.Count(y => fit.IsFit(y, t)) == 1))
            return new(fact);
        var order = takes.Select(t => yields.FindIndex(y => fit.IsFit(y, t))).ToList();
        return order.Distinct().Count() == order.Count
            ? new($"{fact}: put the members in the order {Fit.Read(takes)}", Remedies.Order, string.Join(",", order))
            : new(fact);
    }

    private List<ITypeSymbol> Elements(Side side) =>
        side.IsTuple ? [.. side.Members.Select(m => fit.Yields(m)!)] : [.. Fit.Elements(side.Yields) ?? [side.Yields!]];

    private static string Missing(Side side) =>
        side.IsTuple ? string.Join(" and ", side.Members.Select(static m => Fit.Read(m.Takes)).Distinct()) : Fit.Read(side.Takes);
}
