using TypedTasks.Packages.Tests.Harness;

namespace TypedTasks.Packages.Tests;

/// <summary>The command-line tool, installed from its package.</summary>
[Collection(nameof(PackageFeed))]
public sealed class ToolTests(PackageFeed feed)
{
    [Fact]
    public async Task The_tool_installs_and_explains_itself()
    {
        var folder = Directory.CreateDirectory(Path.Combine(feed.Path, "tool")).FullName;
        await PackageSources.WriteAsync(folder, feed);
        var environment = new Dictionary<string, string> { ["NUGET_PACKAGES"] = Path.Combine(feed.Path, "cache") };
        var install = await Command.RunAsync(
            "dotnet", folder, ["tool", "install", "TypedTasks.Cli", "--version", feed.Version, "--tool-path", folder], environment);
        install.Succeeded();
        var help = (await Command.RunAsync(Path.Combine(folder, "typedtasks"), folder, ["emulator", "--help"])).Succeeded();
        Assert.Contains("Service Bus", help, StringComparison.Ordinal);
    }
}
