namespace TypedTasks.Emulator.Security;

/// <summary>The right of a key name to use a path and what lies below it, until a time in Unix milliseconds.</summary>
internal sealed record Claim(string KeyName, string Path, long ExpiresAt)
{
    public bool Covers(string path)
    {
        return Path.Length == 0
            || path.StartsWith(Path, StringComparison.OrdinalIgnoreCase)
            && (path.Length == Path.Length || path[Path.Length] == '/');
    }
}
