namespace AotSmoke;

/// <summary>A picture made small.</summary>
internal sealed record Thumbnail(string Path, int Width);
