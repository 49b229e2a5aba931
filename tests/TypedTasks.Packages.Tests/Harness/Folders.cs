namespace TypedTasks.Packages.Tests.Harness;

/// <summary>Folders outside the repository.</summary>
internal static class Folders
{
    /// <summary>An empty folder beside the feed whose projects take our packages from there.</summary>
    public static async Task<string> CreateAsync(PackageFeed feed, string name)
    {
        var folder = Directory.CreateDirectory(Path.Combine(feed.Path, name)).FullName;
        await PackageSources.WriteAsync(folder, feed);
        return folder;
    }

    /// <summary>Copies what a test brings, with the version of the packages filled in.</summary>
    public static async Task CopyAsync(PackageFeed feed, string from, string to)
    {
        var source = Path.Combine(AppContext.BaseDirectory, from);
        foreach (var file in Directory.GetFiles(source, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            var text = await File.ReadAllTextAsync(file);
            await File.WriteAllTextAsync(target, text.Replace("$(TypedTasksVersion)", feed.Version, StringComparison.Ordinal));
        }
    }
}
