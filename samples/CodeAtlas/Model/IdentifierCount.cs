namespace CodeAtlas;

/// <summary>How often an identifier occurs.</summary>
/// <param name="Name">The identifier.</param>
/// <param name="Count">How often.</param>
internal sealed record IdentifierCount(string Name, int Count)
{
    /// <summary>Adds up several counts and keeps the most common.</summary>
    public static IReadOnlyList<IdentifierCount> Merge(IEnumerable<IdentifierCount> counts, int keep) =>
    [
        .. counts.GroupBy(static c => c.Name, StringComparer.Ordinal)
            .Select(static g => new IdentifierCount(g.Key, g.Sum(static c => c.Count)))
            .OrderByDescending(static c => c.Count)
            .ThenBy(static c => c.Name, StringComparer.Ordinal)
            .Take(keep),
    ];
}
