using System.Diagnostics;
using TypedTasks.Tests.Shared.Pages;
using TypedTasks.Packages.Tests.Harness;
using Xunit.Abstractions;

namespace TypedTasks.Packages.Tests;

/// <summary>A reader's first minutes: what the first pages show, typed and copied into an empty folder.</summary>
[Collection(nameof(PackageFeed))]
public sealed class FirstPageTests(PackageFeed feed, ITestOutputHelper output)
{
    [Theory]
    [InlineData("README.md")]
    [InlineData("docs/getting-started.md")]
    public async Task What_the_page_shows_runs_and_prints_what_it_says(string page)
    {
        var watch = Stopwatch.StartNew();
        var folder = await Folders.CreateAsync(feed, Path.GetFileNameWithoutExtension(page));
        var blocks = Page.Blocks((await File.ReadAllTextAsync(Path.Combine(Repository.Root, page))).ReplaceLineEndings("\n"));
        var program = Program.Empty;
        string? printed = null;
        var runs = 0;
        // What is shown before is another way, by a template.
        var isBegun = false;
        foreach (var block in blocks)
        {
            if (block.IsCode && Page.Snippet(page, block) is { Wrong.Count: 0 } snippet)
                program = program.With(snippet);
            else if (block.Language == "sh" && (isBegun |= block.Text.Contains("dotnet new console", StringComparison.Ordinal)))
                (folder, printed) = await TypeAsync(folder, block.Text);
            else if (block.Language == "text" && printed is not null)
                (printed, runs) = (Check(printed, block.Text), runs + 1);
        }

        Assert.Equal(1, runs);
        await WriteAsync(folder, program);
        (await Command.RunAsync("dotnet", folder, ["build", "-tl:off"], feed.Environment)).Succeeded();
        output.WriteLine($"{page} in {watch.Elapsed.TotalSeconds:F0} s");

        async Task<(string, string?)> TypeAsync(string place, string commands)
        {
            if (commands.Contains("dotnet run", StringComparison.Ordinal))
                await WriteAsync(place, program);
            var result = (await Command.RunAsync("sh", place, ["-ec", commands + "pwd"], feed.Environment)).Succeeded().TrimEnd();
            return (result[(result.LastIndexOf('\n') + 1)..], commands.Contains("dotnet run", StringComparison.Ordinal) ? result : null);
        }
    }

    [Theory]
    [InlineData("docs/events.md", "Shop")]
    [InlineData("docs/testing.md", "Photos")]
    public async Task What_the_page_shows_as_one_program_runs_to_its_end(string page, string project)
    {
        var folder = await Folders.CreateAsync(feed, project);
        var program = Page.Blocks((await File.ReadAllTextAsync(Path.Combine(Repository.Root, page))).ReplaceLineEndings("\n"))
            .Where(static b => b.IsCode)
            .Select(b => Page.Snippet(page, b))
            .Where(static s => s is { Wrong.Count: 0 })
            .Aggregate(Program.Empty, static (all, snippet) => all.With(snippet!));
        await WriteAsync(folder, program);
        await File.WriteAllTextAsync(Path.Combine(folder, $"{project}.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
              </PropertyGroup>
              <ItemGroup><PackageReference Include="TypedTasks.Testing" Version="{feed.Version}" /></ItemGroup>
            </Project>
            """);
        (await Command.RunAsync("dotnet", folder, ["run"], feed.Environment)).Succeeded();
    }

    private static string? Check(string printed, string promised)
    {
        foreach (var line in promised.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            Assert.Contains(line, printed.Split('\n').Select(static l => l.TrimEnd('\r')));
        return null;
    }

    private static async Task WriteAsync(string folder, Program program)
    {
        foreach (var (name, text) in program.Files)
            await File.WriteAllTextAsync(Path.Combine(folder, name), text);
    }
}
