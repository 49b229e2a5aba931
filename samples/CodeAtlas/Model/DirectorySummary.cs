namespace CodeAtlas;

/// <summary>The files that lie directly in one directory.</summary>
/// <param name="Path">The directory; <c>.</c> is the folder that is mapped.</param>
/// <param name="Files">Its files, without their identifiers.</param>
/// <param name="Skipped">The files that are left out of the map.</param>
/// <param name="Identifiers">The most common identifiers of all its files.</param>
internal sealed record DirectorySummary(
    string Path,
    IReadOnlyList<FileCard> Files,
    IReadOnlyList<SkippedFile> Skipped,
    IReadOnlyList<IdentifierCount> Identifiers)
{
    public long Lines => Files.Sum(static f => (long)f.Lines);

    public long Bytes => Files.Sum(static f => f.Bytes);

    public FileCard? WithLongestBlock => Files.MaxBy(static f => f.LongestBlock.Lines);
}
