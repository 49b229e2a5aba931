using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace TypedTasks.Analyzers.Composition;

/// <summary>Two steps that do not fit: what the one yields, what the other takes, and what would help.</summary>
internal sealed class Mismatch(Side left, Side right, KnownTypes known, Compilation compilation)
{
    public string ExplainSequence() =>
        Mixed() ?? $"'{right.Text}' still misses {Missing(right)}, and >> hands nothing over: use | to hand it the result of '{left.Text}', or give it the argument";

    public string ExplainPipe()
    {
        if (Mixed() is { } mixed)
            return mixed;
        if (right.IsComplete)
        {
            return $"'{right.Text}' takes nothing, for its arguments are all given: leave out those that '{left.Text}' "
                + $"yields ({Read(Yields(left))}), or write >> to run it without them";
        }

        if (left.IsTuple && right.IsTuple)
            return $"C# finds no operator between two tuples: name the first one, {left.Text}.Join() | …";
        return right.IsTuple ? Member() : left.IsTuple || IsTupleOf(left.Yields, out _) ? Tuple() : Single(left.Yields!, right);
    }

    private string? Mixed()
    {
        foreach (var side in new[] { left, right })
        {
            if (side.IsPartial || side.IsComplete)
                continue;
            var partial = side.Members.First(static m => !m.IsComplete);
            return $"The members of a tuple must be all complete or all partial, but '{partial.Text}' misses {Missing(partial)} and others miss nothing";
        }

        return null;
    }

    private string Member()
    {
        var yields = Yields(left)!;
        for (var i = 0; i < right.Members.Count; i++)
        {
            if (right.Members[i].Takes is { } takes && !Fits(yields, takes))
                return $"Member {i + 1} of the tuple does not fit: {Single(yields, right.Members[i])}";
        }

        return $"'{left.Text}' yields {Read(yields)}, which the members of '{right.Text}' do not take";
    }

    private string Single(ITypeSymbol yields, Side step)
    {
        var takes = step.Takes!;
        var fact = IsUnit(yields)
            ? $"'{left.Text}' yields nothing, but '{step.Text}' takes {Read(takes)}"
            : $"'{left.Text}' yields {Read(yields)}, but '{step.Text}' takes {Read(takes)}";
        return Advice(yields, takes, step) is { } advice ? $"{fact}: {advice}" : fact;
    }

    private string? Advice(ITypeSymbol yields, ITypeSymbol takes, Side step)
    {
        if (IsUnit(yields))
            return "write >> and give the argument";
        var one = Collections.Element(yields);
        var wanted = Collections.Element(takes);
        if (one is not null && Fits(one, takes))
            return $"write {step.Text}.Each() to run it once for each element";
        if (wanted is not null && one is null && Fits(yields, wanted))
        {
            return step.Text.Contains(".Each(")
                ? "leave out .Each(), there is one value only"
                : $"write Group.Of(…) around '{left.Text}' to make a list of one";
        }

        if (one is not null && wanted is not null && Fits(one, wanted))
            return $"take an IReadOnlyList<{Read(wanted)}> instead";
        if (IsTupleOf(takes, out var elements) && Fits(yields, elements[0].Type))
            return "give it the other arguments, or yield them as well";
        return yields.IsValueType && takes.IsValueType && compilation.ClassifyConversion(yields, takes).IsImplicit
            ? "values of different types do not convert between steps, they must match exactly"
            : null;
    }

    private string Tuple()
    {
        var yields = Elements(left);
        if (right.Takes is null || !IsTupleOf(right.Takes, out var taken))
        {
            return $"'{left.Text}' yields a tuple, {Read(yields)}, but '{right.Text}' takes {Read(right.Takes)}"
                + (right.Takes is not null && Collections.Element(right.Takes) is not null ? ": write Group.Of(…) instead of the tuple to make a list" : "");
        }

        var takes = taken.Select(static t => t.Type).ToList();
        if (yields.Count != takes.Count)
            return $"'{left.Text}' yields {yields.Count} values, {Read(yields)}, but '{right.Text}' takes {takes.Count}, {Read(takes)}";
        var wrong = Enumerable.Range(0, takes.Count).FirstOrDefault(i => !Fits(yields[i], takes[i]));
        var fact = $"At position {wrong + 1} '{left.Text}' yields {Read(yields[wrong])}, but '{right.Text}' takes {Read(takes[wrong])}";
        var isOrder = takes.All(t => yields.Count(y => Fits(y, t)) == 1);
        return isOrder ? $"{fact}: put the members in the order {Read(takes)}" : fact;
    }

    private static List<ITypeSymbol> Elements(Side side) =>
        side.IsTuple
            ? [.. side.Members.Select(static m => m.Yields!)]
            : IsTupleOf(side.Yields, out var elements) ? [.. elements.Select(static e => e.Type)] : [side.Yields!];

    private ITypeSymbol? Yields(Side side) =>
        side.IsTuple && side.Members.All(static m => m.Yields is not null)
            ? compilation.CreateTupleTypeSymbol([.. side.Members.Select(static m => m.Yields!)])
            : side.Yields;

    private static string Missing(Side side) =>
        side.IsTuple ? string.Join(", ", side.Members.Select(m => Read(m.Takes))) : Read(side.Takes);

    private bool Fits(ITypeSymbol yields, ITypeSymbol takes) =>
        compilation.ClassifyConversion(yields, takes) is { IsIdentity: true } or { IsImplicit: true, IsReference: true };

    private bool IsUnit(ITypeSymbol type) => SymbolEqualityComparer.Default.Equals(type, known.Unit);

    private static bool IsTupleOf(ITypeSymbol? type, out IReadOnlyList<IFieldSymbol> elements)
    {
        elements = type is INamedTypeSymbol { IsTupleType: true } tuple ? tuple.TupleElements : [];
        return elements.Count > 0;
    }

    private static string Read(ITypeSymbol? type) =>
        type is null ? "nothing" : type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);

    private static string Read(IEnumerable<ITypeSymbol> types) => $"({string.Join(", ", types.Select(static t => Read(t)))})";
}
