using System.Runtime.Versioning;
using CodeAtlas;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace TypedTasks.Samples.Tests;

/// <summary>The whole flow, in memory: the same engine as over Service Bus.</summary>
public sealed class FlowTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task The_flow_adds_up_files_directories_and_the_whole()
    {
        folder.Write("a.cs", "class A\n{\n    void Go()\n    {\n    }\n}\n");
        folder.Write("sub/b.py", "def go():\n    pass\n");
        folder.Write("sub/c.md", "text");
        folder.Write("sub/bin/d.cs", "built\n");
        folder.Write(".hidden/e.cs", "hidden\n");
        folder.Write("data.json", "{}\n");

        var summary = await RunAsync();

        Assert.Equal((3, 8L), (summary.Files, summary.Lines));
        Assert.Equal([".", "sub"], summary.Directories.Select(static d => d.Path));
        Assert.Equal(new CodeBlock("Go", 3, 3), summary.Directories[0].LongestBlock);
        Assert.Contains("Code atlas", await File.ReadAllTextAsync(summary.Report), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_mapped_is_listed_and_does_no_harm()
    {
        folder.Write("good.cs", "class A;\n");
        folder.Write("binary.cs", "a\0b\n");
        folder.Write("large.cs", new string('\n', SourceRules.MaxBytes + 1));

        var summary = await RunAsync();

        Assert.Equal(1, summary.Files);
        Assert.Equal(
            [new("binary.cs", SkipReasons.Binary), new SkippedFile("large.cs", SkipReasons.TooLarge)],
            summary.Skipped.OrderBy(static s => s.Path, StringComparer.Ordinal));
    }

    [SkippableFact]
    [UnsupportedOSPlatform("windows")]
    public async Task Links_are_not_followed()
    {
        Skip.If(OperatingSystem.IsWindows(), "making links needs rights on Windows");
        using var outside = new TemporaryFolder();
        outside.Write("secret.cs", "class Secret;\n");
        folder.Write("good.cs", "class A;\n");
        Directory.CreateSymbolicLink(Path.Combine(folder.Path, "linked"), outside.Path);
        File.CreateSymbolicLink(Path.Combine(folder.Path, "linked.cs"), Path.Combine(outside.Path, "secret.cs"));

        var summary = await RunAsync();

        Assert.Equal((1, 1L), (summary.Files, summary.Lines));
    }

    [Fact]
    public async Task A_path_that_leads_out_of_the_folder_is_refused() =>
        await Assert.ThrowsAsync<ArgumentException>(() => SourceReader.IdentifyAsync(new FileEntry(folder.Path, "../x.cs"), default));

    [Fact]
    public async Task A_file_that_changes_on_the_way_is_left_out()
    {
        var path = folder.Write("a.cs", "one\n");
        var read = await Atlas.ReadFile(new FileEntry(folder.Path, "a.cs"), default);
        await File.WriteAllTextAsync(path, "one\ntwo\n");
        Assert.Equal(SkipReasons.Changed, (await Atlas.MeasureLines(read, default)).File.Skipped);
        Assert.Same(CodeBlock.None, await Atlas.FindLongestBlock(read, default));
    }

    [SkippableFact]
    public async Task The_numbers_agree_with_find_and_wc()
    {
        Skip.IfNot(File.Exists("/usr/bin/find") && File.Exists("/usr/bin/wc") && File.Exists("/bin/sh"), "find or wc is not here");
        var random = new Random(7);
        for (var i = 0; i < 120; i++)
        {
            var name = $"{(i % 3 == 0 ? "" : $"dir {i % 7}/")}file'{i}{(i % 5 == 0 ? ".md" : i % 4 == 0 ? ".json" : ".cs")}";
            folder.Write(name, string.Concat(Enumerable.Repeat("line\n", random.Next(0, 90))) + (i % 2 == 0 ? "tail" : ""));
        }

        folder.Write("obj/x.cs", "\n");
        folder.Write(".git/x.cs", "\n");

        var summary = await RunAsync();

        Assert.Equal(await ShellAsync(SourceRules.FindCommand() + " | tr -dc '\\0' | wc -c"), summary.Files);
        Assert.Equal(await ShellAsync(SourceRules.FindCommand() + " | xargs -0 cat | wc -l"), summary.Lines);
    }

    private async Task<AtlasSummary> RunAsync()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddTypedTasks().UseInMemoryTransport().UseInMemoryStore().AddCodeAtlasTasks().AddWorker();
        using var host = builder.Build();
        await host.StartAsync();
        var client = host.Services.GetRequiredService<ITaskClient>();
        var run = await client.EnqueueAsync(AtlasFlow.Map(folder.Path, Path.Combine(folder.Path, "artifacts", "atlas.html")));
        var summary = await run.WaitAsync();
        await host.StopAsync();
        return summary;
    }

    private async Task<long> ShellAsync(string command)
    {
        var shell = await Command.RunAsync("/bin/sh", folder.Path, ["-c", command]);
        return long.Parse(shell.Succeeded().Trim(), System.Globalization.CultureInfo.InvariantCulture);
    }
}
