using System.IO.Compression;

namespace TypedTasks.Packages.Tests.Harness;

/// <summary>Every package of the repository, packed once into a folder outside it, under a version that no cache knows.</summary>
public sealed class PackageFeed : IAsyncLifetime
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("typedtasks-packages-");

    public string Version { get; } = $"0.1.0-test.v{Guid.NewGuid():N}";

    public string Packages => System.IO.Path.Combine(folder.FullName, "feed");

    public string Path => folder.FullName;

    public async Task InitializeAsync()
    {
        foreach (var project in Directory.GetFiles(System.IO.Path.Combine(Repository.Root, "src"), "*.csproj", SearchOption.AllDirectories))
        {
            var result = await Command.RunAsync(
                "dotnet",
                folder.FullName,
                ["pack", project, "--no-build", "-c", Repository.Configuration, "-o", Packages, $"-p:PackageVersion={Version}"]);
            result.Succeeded();
        }
    }

    public Task DisposeAsync()
    {
        folder.Delete(recursive: true);
        return Task.CompletedTask;
    }

    /// <summary>The ids of what was packed.</summary>
    public IReadOnlyList<string> Ids() =>
    [
        .. Directory.GetFiles(Packages, "*.nupkg")
            .Select(f => System.IO.Path.GetFileName(f).Replace($".{Version}.nupkg", "", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal),
    ];

    public ZipArchive Open(string id, string extension = "nupkg") =>
        ZipFile.OpenRead(System.IO.Path.Combine(Packages, $"{id}.{Version}.{extension}"));
}
