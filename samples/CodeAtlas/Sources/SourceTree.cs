using System.IO.Enumeration;

namespace CodeAtlas;

/// <summary>Walks a folder. Links are never followed, neither to directories nor to files.</summary>
internal static class SourceTree
{
    private static readonly EnumerationOptions Here = new()
    {
        AttributesToSkip = 0,
        IgnoreInaccessible = true,
        RecurseSubdirectories = false,
        ReturnSpecialDirectories = false,
    };

    /// <summary>Every directory that holds source files, in order.</summary>
    public static IReadOnlyList<DirectoryListing> Directories(string root, CancellationToken cancellationToken)
    {
        var found = new List<DirectoryListing>();
        var open = new Stack<string>([root]);
        while (open.TryPop(out var directory))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (SourceNames(directory).Any())
                found.Add(new DirectoryListing(root, Relative(root, directory)));
            foreach (var child in SubDirectories(directory))
                open.Push(child);
        }

        return [.. found.OrderBy(static d => d.Path, StringComparer.Ordinal)];
    }

    /// <summary>The source files that lie directly in a directory, in order.</summary>
    public static IReadOnlyList<FileEntry> Files(DirectoryListing directory)
    {
        var path = directory.Path == "." ? directory.Root : Path.Combine(directory.Root, directory.Path);
        if (!Directory.Exists(path))
            return [];
        var prefix = directory.Path == "." ? "" : directory.Path + "/";
        return
        [
            .. SourceNames(path).Order(StringComparer.Ordinal).Select(n => new FileEntry(directory.Root, prefix + n)),
        ];
    }

    private static FileSystemEnumerable<string> SourceNames(string directory) =>
        new(directory, static (ref e) => e.FileName.ToString(), Here)
        {
            ShouldIncludePredicate = static (ref e) => !e.IsDirectory && !IsLink(ref e) && SourceRules.IsSource(e.FileName),
        };

    private static FileSystemEnumerable<string> SubDirectories(string directory) =>
        new(directory, static (ref e) => e.ToFullPath(), Here)
        {
            ShouldIncludePredicate = static (ref e) => e.IsDirectory && !IsLink(ref e) && !SourceRules.IsExcludedFolder(e.FileName),
        };

    private static bool IsLink(ref FileSystemEntry entry) => entry.Attributes.HasFlag(FileAttributes.ReparsePoint);

    private static string Relative(string root, string directory) =>
        Path.GetRelativePath(root, directory).Replace(Path.DirectorySeparatorChar, '/');
}
