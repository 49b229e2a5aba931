using System.Reflection;

namespace TypedTasks.Tests.Shared;

/// <summary>Where these tests were built, and how.</summary>
public static class Repository
{
    public static string Root { get; } = Metadata("RepositoryRoot");

    public static string Configuration { get; } = Metadata("Configuration");

    /// <summary>The packages that building the repository has restored.</summary>
    public static string PackageCache { get; } = Metadata("PackageCache");

    /// <summary>The full path of a file or folder.</summary>
    /// <param name="path">From the root, with <c>/</c> between the folders.</param>
    public static string At(string path) => Path.GetFullPath(Path.Combine(Root, path));

    private static string Metadata(string key) =>
        typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == key).Value!;
}
