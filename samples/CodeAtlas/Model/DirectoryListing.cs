namespace CodeAtlas;

/// <summary>A directory that holds source files.</summary>
/// <param name="Root">The folder that is mapped.</param>
/// <param name="Path">The directory below it, with slashes; <c>.</c> is the folder itself.</param>
internal sealed record DirectoryListing(string Root, string Path);
