using TypedTasks.Packages.Tests.Harness;

namespace TypedTasks.Packages.Tests;

/// <summary>What is published as native code: the sample, and a dashboard that a browser goes through; not while the same projects are being packed.</summary>
[Collection(nameof(PackageFeed))]
public sealed class AotTests(Xunit.Abstractions.ITestOutputHelper output)
{
    private const string Book =
        "summer/a.jpg@200:12 summer/bb.jpg@200:13 summer/ccc.jpg@200:14 | winter/a.jpg@200:12 winter/bb.jpg@200:13";

    [SkippableTheory]
    [InlineData("Amqp")]
    [InlineData("ServiceBus")]
    public async Task The_sample_publishes_as_native_code_without_warnings_and_runs_a_flow_over_the_emulator(string transport)
    {
        using var folder = new TemporaryFolder();
        await NativePublish.RunAsync("samples/AotSmoke", folder, $"-p:Transport={transport}");
        var run = await Command.RunAsync(folder["AotSmoke"], folder.Path, []);
        Assert.Equal(Book, run.Succeeded().Trim());
    }

    [SkippableFact]
    public async Task The_dashboard_publishes_as_native_code_without_warnings_and_a_browser_goes_through_each_page_and_action()
    {
        Skip.IfNot(NativePublish.IsOnPath("node"), "Node.js is not installed: nobody looks at the dashboard.");
        Skip.IfNot(NativePublish.IsOnPath("chromium"), "Chromium is not installed: nobody looks at the dashboard.");
        Skip.IfNot(Directory.Exists(Repository.At("tests/javascript/node_modules/playwright-core")), "The packages of tests/javascript are not installed (npm ci): nobody looks at the dashboard.");
        using var folder = new TemporaryFolder();
        await NativePublish.RunAsync("tests/TypedTasks.Dashboard.Host", folder);
        var run = await Command.RunAsync(
            "node",
            Repository.At("tests/javascript"),
            ["--test", "--test-reporter=tap", "--test-timeout=120000", "checks/dashboard.test.mjs", "checks/dashboard-clicks.test.mjs"],
            new Dictionary<string, string> { ["TYPEDTASKS_DASHBOARD_HOST"] = folder["TypedTasks.Dashboard.Host"] });
        output.WriteLine(run.Output);
        run.Succeeded();
        // A run that skips everything succeeds, too.
        Assert.Contains("# skipped 0\n", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("# pass 0\n", run.Output, StringComparison.Ordinal);
    }
}
