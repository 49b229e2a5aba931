namespace CodeAtlas;

/// <summary>All that the map says about one file.</summary>
/// <param name="Path">The file below the folder that is mapped, with slashes.</param>
/// <param name="Language">The name of its language.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Lines">The number of newline bytes.</param>
/// <param name="Blank">How many lines are blank.</param>
/// <param name="LongestLine">The length of its longest line, in bytes.</param>
/// <param name="LongestBlock">Its longest block.</param>
/// <param name="Identifiers">Its identifiers.</param>
/// <param name="Skipped">Why it is left out of the map, or null.</param>
internal sealed record FileCard(
    string Path,
    string Language,
    long Bytes,
    int Lines,
    int Blank,
    int LongestLine,
    CodeBlock LongestBlock,
    Identifiers Identifiers,
    string? Skipped = null)
{
    /// <summary>The last part of the path.</summary>
    public string Name => Path[(Path.LastIndexOf('/') + 1)..];
}
