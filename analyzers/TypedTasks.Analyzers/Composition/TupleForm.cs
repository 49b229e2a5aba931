using System.Globalization;
using Microsoft.CodeAnalysis;

namespace TypedTasks.Analyzers.Composition;

/// <summary>What a tuple of steps looks like, whatever types its members have.</summary>
internal static class TupleForm
{
    /// <summary>Why no operator takes the tuple; null where the side is none, or its form is right.</summary>
    /// <param name="side">The side.</param>
    /// <param name="isInput">Whether its members get an input.</param>
    /// <param name="fit">Reads types.</param>
    /// <param name="given">The input, where it is known.</param>
    public static Explanation? Explain(Side side, bool isInput, Fit fit, ITypeSymbol? given)
    {
        if (!side.IsTuple)
            return null;
        if (side.Members.Count > Side.MostMembers)
            return new($"A tuple has at most {Side.MostMembers} members, and this one has {side.Members.Count}: {Less(side, fit)}");
        for (var i = 0; i < side.Members.Count; i++)
        {
            if (side.Members[i].IsTuple)
                return Explain(side.Members[i], isInput, fit, given) ?? new($"Member {i + 1} of the tuple is a tuple itself: make it one step, {side.Members[i].Text}.Join()", Remedies.JoinMember, Number(i));
        }

        if (side.IsPartial || side.IsComplete)
            return null;
        var partial = side.Members.First(static m => m.IsPartial);
        var place = side.Members.ToList().FindIndex(static m => m.IsComplete);
        var complete = side.Members[place];
        var text = $"The members of a tuple are all complete or all partial, but '{partial.Text}' misses {Fit.Read(partial.Takes)} and '{complete.Text}' misses nothing";
        return isInput
            ? new($"{text}: write Signature.Pass<{Fit.Read(given ?? partial.Takes)}>() >> {complete.Text} to let it ignore the input", Remedies.PassOver, Number(place))
            : new($"{text}: give '{partial.Text}' its argument");
    }

    private static string Less(Side side, Fit fit)
    {
        var first = fit.Yields(side.Members[0]);
        return first is not null && side.Members.All(m => fit.Yields(m) is { } yields && fit.IsFit(yields, first))
            ? $"write Group.Of(…) instead, because all of them yield {Fit.Read(first)}"
            : "make one member of several, (…).Join()";
    }

    private static string Number(int i) => i.ToString(CultureInfo.InvariantCulture);
}
