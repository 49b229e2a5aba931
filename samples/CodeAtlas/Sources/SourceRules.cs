namespace CodeAtlas;

/// <summary>What counts as a source file, by its name and size. The README says the same in words.</summary>
internal static class SourceRules
{
    /// <summary>Larger files are generated or data, and are skipped.</summary>
    public const int MaxBytes = 1024 * 1024;

    /// <summary>Folders of build output and packages.</summary>
    public static readonly IReadOnlyList<string> ExcludedFolders =
        ["bin", "obj", "node_modules", "artifacts", "TestResults", "__pycache__"];

    public static bool IsSource(ReadOnlySpan<char> name) =>
        !IsHidden(name) && Languages.OfFile(name) is not null;

    public static bool IsExcludedFolder(ReadOnlySpan<char> name)
    {
        if (IsHidden(name))
            return true;
        foreach (var folder in ExcludedFolders)
        {
            if (name.SequenceEqual(folder))
                return true;
        }

        return false;
    }

    /// <summary>The shell command that finds the same files, for whoever wants to check the numbers.</summary>
    public static string FindCommand()
    {
        var folders = string.Join(" -o ", ExcludedFolders.Select(static f => $"-name {f}"));
        var names = string.Join(" -o ", Languages.All.SelectMany(static l => l.Extensions).Select(static e => $"-name '*{e}'"));
        return $"find . -mindepth 1 \\( -name '.*' -o -type d \\( {folders} \\) \\) -prune "
            + $"-o -type f -size -{MaxBytes + 1}c \\( {names} \\) -print0";
    }

    private static bool IsHidden(ReadOnlySpan<char> name) => name.StartsWith('.');
}
