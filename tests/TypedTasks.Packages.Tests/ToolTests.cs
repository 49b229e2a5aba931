using TypedTasks.Packages.Tests.Harness;

namespace TypedTasks.Packages.Tests;

/// <summary>The command-line tool, installed from its package.</summary>
[Collection(nameof(PackageFeed))]
public sealed class ToolTests(PackageFeed feed)
{
    [Fact]
    public async Task The_tool_installs_and_explains_itself()
    {
        var help = (await Command.RunAsync(await feed.ToolAsync(), feed.Path, ["emulator", "--help"])).Succeeded();
        Assert.Contains("Service Bus", help, StringComparison.Ordinal);
    }
}
