namespace CodeAtlas;

/// <summary>The identifiers of a file.</summary>
/// <param name="Distinct">How many different ones there are.</param>
/// <param name="Common">The most common of them.</param>
internal sealed record Identifiers(int Distinct, IReadOnlyList<IdentifierCount> Common)
{
    public static readonly Identifiers None = new(0, []);
}
