using System.Reflection;

namespace TypedTasks.Packages.Tests.Harness;

/// <summary>Where these tests were built, and how.</summary>
internal static class Repository
{
    public static readonly string Root = Metadata("RepositoryRoot");

    public static readonly string Configuration = Metadata("Configuration");

    /// <summary>The packages that building the repository has restored.</summary>
    public static readonly string PackageCache = Metadata("PackageCache");

    private static string Metadata(string key) =>
        typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == key).Value!;
}
