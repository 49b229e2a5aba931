namespace AotSmoke;

/// <summary>What the camera wrote into a picture.</summary>
internal sealed record Exif(int Size);
