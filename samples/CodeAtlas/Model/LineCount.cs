namespace CodeAtlas;

/// <summary>The lines of a file.</summary>
/// <param name="File">The file; left out of the map if it has changed since it was read.</param>
/// <param name="Lines">The number of newline bytes, as <c>wc -l</c> counts.</param>
/// <param name="Blank">How many of them hold nothing but white space.</param>
/// <param name="Longest">The length of the longest line, in bytes.</param>
internal sealed record LineCount(SourceFile File, int Lines, int Blank, int Longest);
