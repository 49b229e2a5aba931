namespace CodeAtlas;

/// <summary>A file that was read once. What travels is where it is and what it was; the content never does.</summary>
/// <param name="Root">The folder that is mapped.</param>
/// <param name="Path">The file below it, with slashes.</param>
/// <param name="Language">The name of its language.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Hash">The SHA-256 of its content: later stages read it again and see whether it is still the same.</param>
/// <param name="Skipped">Why it is left out of the map, or null.</param>
internal sealed record SourceFile(string Root, string Path, string Language, long Bytes, string Hash, string? Skipped = null);
