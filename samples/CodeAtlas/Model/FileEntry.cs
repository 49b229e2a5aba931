namespace CodeAtlas;

/// <summary>A file that counts as source by its name.</summary>
/// <param name="Root">The folder that is mapped.</param>
/// <param name="Path">The file below it, with slashes.</param>
internal sealed record FileEntry(string Root, string Path);
