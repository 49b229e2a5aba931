namespace CodeAtlas;

/// <summary>One line of the table in the terminal.</summary>
/// <param name="Path">The directory.</param>
/// <param name="Files">The number of its files.</param>
/// <param name="Lines">The number of their newline bytes.</param>
/// <param name="LongestBlock">The longest block in one of them.</param>
/// <param name="LongestBlockFile">The name of that file.</param>
internal sealed record DirectoryTotal(string Path, int Files, long Lines, CodeBlock LongestBlock, string LongestBlockFile);
