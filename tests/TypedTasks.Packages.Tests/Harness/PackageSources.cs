using System.Text.RegularExpressions;

namespace TypedTasks.Packages.Tests.Harness;

/// <summary>The nuget.config of a project that takes our packages from a folder and all others as the machine is set up.</summary>
internal static partial class PackageSources
{
    public static async Task WriteAsync(string folder, PackageFeed feed)
    {
        var list = (await Command.RunAsync("dotnet", folder, ["nuget", "list", "source"])).Succeeded();
        var others = Enabled().Matches(list).Select(static m => m.Groups["name"].Value);
        // The packages that are already on this machine serve as they are, so that nothing is asked of a registry.
        await File.WriteAllTextAsync(System.IO.Path.Combine(folder, "nuget.config"), $"""
            <configuration>
              <packageSources>
                <add key="packed" value="{feed.Packages}" />
              </packageSources>
              <fallbackPackageFolders>
                <add key="restored" value="{Repository.PackageCache}" />
              </fallbackPackageFolders>
              <packageSourceMapping>
                <packageSource key="packed"><package pattern="TypedTasks" /><package pattern="TypedTasks.*" /></packageSource>
                {string.Concat(others.Select(static n => $"<packageSource key=\"{n}\"><package pattern=\"*\" /></packageSource>"))}
              </packageSourceMapping>
            </configuration>
            """);
    }

    [GeneratedRegex(@"^\s*\d+\.\s+(?<name>.+) \[Enabled\]", RegexOptions.Multiline)]
    private static partial Regex Enabled();
}
