using System.Text.Json;
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

    [Fact]
    public async Task Queues_are_written_without_an_application()
    {
        var config = (await TopologyAsync("--format", "emulator", "--queue", "photos", "--queue", "default", "--ordered-queue", "photos-ordered")).Succeeded();
        var queues = JsonDocument.Parse(config).RootElement.GetProperty("UserConfig").GetProperty("Namespaces")[0].GetProperty("Queues").EnumerateArray()
            .Select(static q => (q.GetProperty("Name").GetString(), q.GetProperty("Properties").GetProperty("RequiresSession").GetBoolean()));
        Assert.Equal([("default", false), ("photos", false), ("photos-ordered", true)], queues);
    }

    [Theory]
    [InlineData("Name either the --project of the application or each --queue and --ordered-queue.")]
    [InlineData("Name either the --project of the application or each --queue and --ordered-queue.", "--queue", "photos", "--project", ".")]
    [InlineData("Steps with an ordering key wait in queues named NAME-ordered, and 'photos' is none: write --ordered-queue photos-ordered.", "--ordered-queue", "photos")]
    [InlineData("'photos!' cannot be the name of a queue in Azure", "--queue", "photos!")]
    public async Task What_cannot_be_written_is_said(string error, params string[] arguments)
    {
        var result = await TopologyAsync(["--format", "bicep", .. arguments]);
        Assert.StartsWith(error, result.Output, StringComparison.Ordinal);
        Assert.Equal(1, result.ExitCode);
    }

    private async Task<CommandResult> TopologyAsync(params string[] arguments) =>
        await Command.RunAsync(await feed.ToolAsync(), feed.Path, ["topology", .. arguments]);
}
