using TypedTasks.Packages.Tests.Harness;

namespace TypedTasks.Packages.Tests;

/// <summary>Projects that are too old for the packages are told so, once, and in words.</summary>
[Collection(nameof(PackageFeed))]
public sealed class UnsupportedTests(PackageFeed feed)
{
    [Theory]
    [InlineData("net8.0")]
    [InlineData("net10.0")]
    public async Task A_target_framework_below_the_least_stops_the_build(string framework)
    {
        var folder = await Folders.CreateAsync(feed, framework);
        await File.WriteAllTextAsync(Path.Combine(folder, "Old.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>{framework}</TargetFramework>
                <!-- The reference assemblies of other versions are not on every machine. -->
                <EnableTargetingPackDownload>false</EnableTargetingPackDownload>
                <NuGetAudit>false</NuGetAudit>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="TypedTasks" Version="{feed.Version}" />
              </ItemGroup>
            </Project>
            """);
        var build = await Command.RunAsync("dotnet", folder, ["build", "-tl:off"], feed.Environment);
        if (framework == "net10.0")
        {
            build.Succeeded();
            return;
        }

        Assert.NotEqual(0, build.ExitCode);
        var said = build.Output.Split('\n').Where(static l => l.Contains("error ", StringComparison.Ordinal)).Select(static l => l[l.IndexOf("error ", StringComparison.Ordinal)..l.LastIndexOf('[')]).Distinct();
        Assert.Equal(
            "error TT0018: TypedTasks needs .NET 10, and this project targets net8.0: set <TargetFramework>net10.0</TargetFramework> in the project file, or take the package out.",
            Assert.Single(said).Trim());
    }

    [Theory]
    [InlineData("12")]
    [InlineData("10")]
    public async Task A_language_below_the_least_is_named_beside_nothing_else(string version)
    {
        var project = await ConsumerProject.CreateAsync(feed, $"language{version}");
        await project.OnlyAsync("Photos.cs", """
            using TypedTasks;

            namespace Gallery
            {
                public static partial class Photos
                {
                    [Task] public static string Load(string path) => path;

                    public static void Main() { }
                }
            }
            """);
        var build = await project.BuildAsync($"-p:LangVersion={version}", "-p:ImplicitUsings=disable", "-p:Nullable=disable");
        Assert.NotEqual(0, build.ExitCode);
        var error = Assert.Single(CompilerErrors.In(build.Output));
        Assert.EndsWith("TT0017", error, StringComparison.Ordinal);
    }
}
