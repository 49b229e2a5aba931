using System.IO.Compression;

namespace TypedTasks.Packages.Tests.Harness;

/// <summary>Every package of the repository, packed once into a folder outside it, under a version that no cache knows.</summary>
public sealed class PackageFeed : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();

    // Tests of one collection run one after another.
    private Task<string>? tool;

    public string Version { get; } = $"0.1.0-test.v{Guid.NewGuid():N}";

    public string Packages => folder["feed"];

    public string Path => folder.Path;

    public async Task InitializeAsync()
    {
        var packing = await Command.RunAsync(
            "dotnet",
            folder.Path,
            [
                "msbuild", Repository.At("build/Pack.proj"), "-m", "-nodeReuse:false", "-v:m",
                $"-p:Configuration={Repository.Configuration}", $"-p:PackageOutputPath={Packages}", $"-p:PackageVersion={Version}",
            ]);
        packing.Succeeded();
    }

    public Task DisposeAsync()
    {
        folder.Dispose();
        return Task.CompletedTask;
    }

    /// <summary>Where packages that projects of the tests take are unpacked, and nothing else.</summary>
    public Dictionary<string, string> Environment => new() { ["NUGET_PACKAGES"] = folder["cache"] };

    /// <summary>How each package was made, as <c>build/Pack.proj</c> says.</summary>
    public IReadOnlyDictionary<string, string> Descriptions() =>
        File.ReadAllLines(System.IO.Path.Combine(Packages, "packages.txt")).Select(static l => l.Split(' ', 2)).ToDictionary(static p => p[0], static p => p[1]);

    /// <summary>The command, installed from its package by the first test that needs it.</summary>
    public Task<string> ToolAsync() => tool ??= InstallToolAsync();

    /// <summary>The ids of what was packed.</summary>
    public IReadOnlyList<string> Ids() =>
    [
        .. Directory.GetFiles(Packages, "*.nupkg")
            .Select(f => System.IO.Path.GetFileName(f).Replace($".{Version}.nupkg", "", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal),
    ];

    public ZipArchive Open(string id, string extension = "nupkg") =>
        ZipFile.OpenRead(System.IO.Path.Combine(Packages, $"{id}.{Version}.{extension}"));

    private async Task<string> InstallToolAsync()
    {
        var place = Directory.CreateDirectory(folder["tool"]).FullName;
        await PackageSources.WriteAsync(place, this);
        var install = await Command.RunAsync(
            "dotnet", place, ["tool", "install", "TypedTasks.Cli", "--version", Version, "--tool-path", place], Environment);
        install.Succeeded();
        return System.IO.Path.Combine(place, "typedtasks");
    }
}
