using TypedTasks;

namespace CodeAtlas;

/// <summary>The stages. Each is a method; the generator makes a typed step of it, and <see cref="AtlasFlow"/> composes them.</summary>
internal static partial class Atlas
{
    /// <summary>Finds every directory below the root that holds source files.</summary>
    [Task]
    public static IReadOnlyList<DirectoryListing> ListDirectories(string root, CancellationToken cancellationToken) =>
        SourceTree.Directories(root, cancellationToken);

    /// <summary>Finds the source files that lie directly in a directory.</summary>
    [Task]
    public static IReadOnlyList<FileEntry> ListFiles(DirectoryListing directory) =>
        SourceTree.Files(directory);

    /// <summary>Reads a file once and remembers its hash.</summary>
    [Task]
    public static Task<SourceFile> ReadFile(FileEntry file, CancellationToken cancellationToken) =>
        SourceReader.IdentifyAsync(file, cancellationToken);

    /// <summary>Counts its lines as <c>wc -l</c> does.</summary>
    [Task]
    public static async Task<LineCount> MeasureLines(SourceFile file, CancellationToken cancellationToken) =>
        await SourceReader.ReadAgainAsync(file, cancellationToken) is { } content
            ? LineCounter.Count(file, content.Span)
            : new LineCount(file with { Skipped = file.Skipped ?? SkipReasons.Changed }, 0, 0, 0);

    /// <summary>Counts the identifiers that it uses, outside of comments and strings.</summary>
    [Task]
    public static async Task<Identifiers> ExtractIdentifiers(SourceFile file, CancellationToken cancellationToken) =>
        await SourceReader.ReadTextAsync(file, cancellationToken) is { } text
            ? IdentifierExtractor.Extract(text, Languages.Named(file.Language).Syntax)
            : Identifiers.None;

    /// <summary>Finds its longest function, or, where there are none, its longest paragraph.</summary>
    [Task]
    public static async Task<CodeBlock> FindLongestBlock(SourceFile file, CancellationToken cancellationToken) =>
        await SourceReader.ReadTextAsync(file, cancellationToken) is { } text
            ? BlockFinder.FindLongest(text, Languages.Named(file.Language).Syntax)
            : CodeBlock.None;

    /// <summary>Puts together what the three stages before it have found.</summary>
    [Task]
    public static FileCard MakeCard(LineCount lines, Identifiers identifiers, CodeBlock longestBlock) =>
        new(lines.File.Path,
            lines.File.Language,
            lines.File.Bytes,
            lines.Lines,
            lines.Blank,
            lines.Longest,
            longestBlock,
            identifiers,
            lines.File.Skipped);

    /// <summary>Sums up the files of one directory.</summary>
    [Task]
    public static DirectorySummary Summarise(IReadOnlyList<FileCard> cards) =>
        Summary.OfDirectory(cards);

    /// <summary>Writes the page and returns the totals.</summary>
    [Task]
    public static async Task<AtlasSummary> WriteReport(
        IReadOnlyList<DirectorySummary> directories, string root, string report, CancellationToken cancellationToken)
    {
        await ReportFile.WriteAsync(directories, root, report, cancellationToken);
        return Summary.OfAll(directories, report);
    }
}
