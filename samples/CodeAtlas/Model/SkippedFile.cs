namespace CodeAtlas;

/// <summary>A file that is left out of the map.</summary>
/// <param name="Path">The file below the folder that is mapped, with slashes.</param>
/// <param name="Reason">Why.</param>
internal sealed record SkippedFile(string Path, string Reason);
