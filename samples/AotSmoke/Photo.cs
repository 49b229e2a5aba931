namespace AotSmoke;

/// <summary>What a picture is known by.</summary>
internal sealed record Photo(string Path, int Size);
