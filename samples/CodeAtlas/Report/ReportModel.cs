namespace CodeAtlas;

/// <summary>What every section of the page draws from.</summary>
internal sealed class ReportModel
{
    private const int KeptIdentifiers = 36;

    public ReportModel(IReadOnlyList<DirectorySummary> directories, string root)
    {
        Name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(root))) is { Length: > 0 } name ? name : root;
        Directories = [.. directories.Where(static d => d.Files.Count > 0).OrderByDescending(static d => d.Lines)];
        Files = [.. Directories.SelectMany(static d => d.Files).OrderBy(static f => f.Path, StringComparer.Ordinal)];
        Skipped = [.. directories.SelectMany(static d => d.Skipped).OrderBy(static s => s.Path, StringComparer.Ordinal)];
        Identifiers = IdentifierCount.Merge(directories.SelectMany(static d => d.Identifiers), KeptIdentifiers);
        Colours = new LanguageColours(Files);
        Lines = Files.Sum(static f => (long)f.Lines);
        Bytes = Files.Sum(static f => f.Bytes);
        LongestBlocks =
        [
            .. Files.Where(static f => f.LongestBlock.Name.Length > 0 && Languages.Named(f.Language).Syntax.IsCode)
                .OrderByDescending(static f => f.LongestBlock.Lines)
                .ThenBy(static f => f.Path, StringComparer.Ordinal),
        ];
    }

    /// <summary>The last part of the folder's path: the page is passed on, and where it lay is nobody's business.</summary>
    public string Name { get; }

    public IReadOnlyList<DirectorySummary> Directories { get; }

    public IReadOnlyList<FileCard> Files { get; }

    public IReadOnlyList<SkippedFile> Skipped { get; }

    public IReadOnlyList<IdentifierCount> Identifiers { get; }

    /// <summary>Files of code, the one with the longest function first.</summary>
    public IReadOnlyList<FileCard> LongestBlocks { get; }

    public LanguageColours Colours { get; }

    public long Lines { get; }

    public long Bytes { get; }

    public double ShareOf(long lines) => Lines == 0 ? 0 : (double)lines / Lines;
}
