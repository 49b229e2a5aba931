using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TypedTasks.Analyzers.Composition;

/// <summary>What to write where one step does not take what another yields.</summary>
internal sealed class Advice(Side left, Side step, Fit fit, Scene scene)
{
    /// <summary>The words, the remedy, and what the remedy needs; null where there is nothing better than the fact.</summary>
    public (string? Text, string? Remedy, string? Data) Find(ITypeSymbol yields, ITypeSymbol takes, bool isMember)
    {
        if (fit.IsUnit(yields))
            return ($"write {scene.Ignoring} and give the argument", Remedies.IgnoreAndSupply, null);
        return List(yields, takes, isMember)
            ?? (isMember ? null : Carried(takes))
            ?? Rest(yields, takes)
            ?? (fit.IsImplicitValue(yields, takes) ? (Unconverted(yields, takes), Remedies.Convert, null) : (null, Remedies.Convert, null));
    }

    /// <summary>What C# would convert in a call is taken between steps as it is, or not at all.</summary>
    private string Unconverted(ITypeSymbol yields, ITypeSymbol takes) => Fit.Elements(yields) is null
        ? $"values do not convert between steps, so insert a task that makes {Fit.Read(takes)} of {Fit.Read(yields)}"
        : $"a tuple is passed on as it is, so let '{left.Text}' yield {Fit.Read(takes)}";

    /// <summary>A list where one value is wanted, or the other way round, or another kind of list.</summary>
    private (string?, string?, string?)? List(ITypeSymbol yields, ITypeSymbol takes, bool isMember)
    {
        var one = Collections.Element(yields);
        var wanted = Collections.Element(takes);
        if (one is not null && fit.IsFit(one, takes))
            return ($"write {step.Text}.Each() to run it once for each element", Remedies.Each, null);
        if (wanted is not null && one is null && fit.IsFit(yields, wanted))
        {
            return step.Text.Contains(".Each(")
                ? ("leave out .Each(), there is one value only", Remedies.LeaveOutEach, null)
                : ($"write Group.Of(…) around '{left.Text}' to make a list of one", isMember ? null : Remedies.Group, null);
        }

        if (one is null || wanted is null || !fit.IsFit(one, wanted))
            return null;
        var list = scene.Model.Compilation.GetSpecialType(SpecialType.System_Collections_Generic_IReadOnlyList_T);
        if (fit.IsFit(yields, list.Construct(wanted)))
            return ($"let '{step.Text}' take an IReadOnlyList<{Fit.Read(wanted)}>", null, null);
        return fit.IsFit(list.Construct(one), takes)
            ? ($"let '{left.Text}' yield an IReadOnlyList<{Fit.Read(one)}>, such as an array", null, null)
            : ($"let '{left.Text}' yield {Fit.Read(takes)}", null, null);
    }

    /// <summary>What an earlier step yielded can be carried past the steps between.</summary>
    private (string?, string?, string?)? Carried(ITypeSymbol takes)
    {
        if (fit.Yields(left) is not { } last || scene.Earlier.Count == 0)
            return null;
        if (Fit.Elements(takes) is not { Count: 2 } pair)
        {
            return Source(takes) is { } both and > -1
                ? ($"let both take what '{scene.Earlier[both].Text}' yields, ({Branch(both)}, {step.Text})", null, null)
                : null;
        }

        // One element comes from the last step, and an earlier one has the other.
        var own = fit.IsFit(last, pair[1]) ? 1 : fit.IsFit(last, pair[0]) ? 0 : -1;
        if (own < 0 || Source(pair[1 - own]) is not (> -1 and var source))
            return null;
        var pass = $"Signature.Pass<{Fit.Read(fit.Yields(scene.Earlier[source]))}>()";
        var tuple = own == 1 ? $"({pass}, {Branch(source)})" : $"({Branch(source)}, {pass})";
        return (
            $"carry along what '{scene.Earlier[source].Text}' yields, {tuple} | {step.Text}",
            scene.IsInWords ? null : Remedies.Pass,
            $"{(scene.Earlier.Count - source).ToString(CultureInfo.InvariantCulture)},{own.ToString(CultureInfo.InvariantCulture)}");
    }

    /// <summary>The nearest earlier step that yields it, or -1.</summary>
    private int Source(ITypeSymbol wanted)
    {
        for (var i = scene.Earlier.Count - 1; i >= 0; i--)
        {
            if (fit.Yields(scene.Earlier[i]) is { } yields && !fit.IsUnit(yields) && fit.IsFit(yields, wanted))
                return i;
        }

        return -1;
    }

    /// <summary>The steps behind that one, as a branch.</summary>
    private string Branch(int source) => string.Join(" | ", scene.Earlier.Skip(source + 1).Select(static s => s.Text).Append(left.Text));

    /// <summary>A step that misses more than arrives: the form of it that misses just that.</summary>
    private (string?, string?, string?)? Rest(ITypeSymbol yields, ITypeSymbol takes)
    {
        if (Fit.Elements(takes) is not { } elements || !fit.IsFit(yields, elements[0]))
            return null;
        var form = Factories.Of(step.Syntax, scene.Model, scene.Known, default) is { } factory
            ? Factories.Others(factory, scene.Known).Where(o => o.Side.Takes is { } taken && fit.IsFit(yields, taken))
                .Select(o => $"{factory.Name}({string.Join(", ", Given().Concat(o.Method.Parameters.Where(p => factory.Parameters.All(q => q.Name != p.Name)).Select(static p => $"{p.Name}: …")))})")
                .FirstOrDefault()
            : null;
        return (form is null ? "give it the other arguments, or yield them as well" : $"give it the rest, {form}", Remedies.Supply, null);
    }

    private IEnumerable<string> Given() => step.Syntax is InvocationExpressionSyntax call ? call.ArgumentList.Arguments.Select(static a => a.ToString()) : [];
}
