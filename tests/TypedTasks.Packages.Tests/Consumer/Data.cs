namespace Gallery;

public sealed record Photo(string Path, int Size);

public sealed record Thumbnail(string Name);

public sealed record Exif(int Size);
