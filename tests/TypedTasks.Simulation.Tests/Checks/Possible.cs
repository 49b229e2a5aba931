namespace TypedTasks.Simulation.Tests;

/// <summary>How a node may end.</summary>
/// <param name="Values">The values that it may yield; empty when it can only fail.</param>
/// <param name="CanFail">Whether it may fail.</param>
internal sealed record Possible(IReadOnlyList<Expected> Values, bool CanFail)
{
    private const int MaxValues = 2000;

    public static readonly Possible Fails = new([], true);

    public static Possible One(Expected value) => new([value], false);

    public static Possible Of(IEnumerable<Expected> values, bool canFail) =>
        new([.. values.DistinctBy(static v => v.Text)], canFail);

    /// <summary>Every combination of one value of each.</summary>
    /// <exception cref="TooManyOutcomesException">There are more than anybody wants to compare.</exception>
    public static Possible All(IReadOnlyList<Possible> members)
    {
        if (members.Aggregate(1L, static (product, m) => Math.Min(product * m.Values.Count, int.MaxValue)) > MaxValues)
            throw new TooManyOutcomesException();
        IEnumerable<Expected[]> combinations = [[]];
        foreach (var member in members)
            combinations = [.. combinations.SelectMany(c => member.Values.Select(v => (Expected[])[.. c, v]))];
        return Of(combinations.Select(Expected.List), members.Any(static m => m.CanFail));
    }

    /// <summary>Its outcomes as values.</summary>
    public Possible Settled() => Of([.. Values.Select(Expected.Success), .. CanFail ? (Expected[])[Expected.Failure] : []], false);
}
