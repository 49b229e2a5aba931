namespace CodeAtlas;

/// <summary>Adds up cards into directories, and directories into the whole.</summary>
internal static class Summary
{
    /// <summary>How many identifiers are carried on from a directory.</summary>
    private const int KeptIdentifiers = 64;

    public static DirectorySummary OfDirectory(IReadOnlyList<FileCard> cards)
    {
        var mapped = cards.Where(static c => c.Skipped is null).ToArray();
        return new DirectorySummary(
            cards.Count == 0 ? "." : DirectoryOf(cards[0].Path),
            [.. mapped.Select(static c => c with { Identifiers = Identifiers.None })],
            [.. cards.Where(static c => c.Skipped is not null).Select(static c => new SkippedFile(c.Path, c.Skipped!))],
            IdentifierCount.Merge(mapped.SelectMany(static c => c.Identifiers.Common), KeptIdentifiers));
    }

    public static AtlasSummary OfAll(IReadOnlyList<DirectorySummary> directories, string report)
    {
        var totals = directories
            .Where(static d => d.Files.Count > 0)
            .Select(static d => new DirectoryTotal(
                d.Path, d.Files.Count, d.Lines, d.WithLongestBlock!.LongestBlock, d.WithLongestBlock.Name))
            .OrderByDescending(static d => d.Lines)
            .ThenBy(static d => d.Path, StringComparer.Ordinal)
            .ToArray();
        return new AtlasSummary(
            report,
            totals.Sum(static d => d.Files),
            totals.Sum(static d => d.Lines),
            directories.Sum(static d => d.Bytes),
            totals,
            [.. directories.SelectMany(static d => d.Skipped)]);
    }

    private static string DirectoryOf(string path) =>
        path.LastIndexOf('/') is var slash and >= 0 ? path[..slash] : ".";
}
