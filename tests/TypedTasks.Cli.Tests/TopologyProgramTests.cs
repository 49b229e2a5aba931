using TypedTasks.Cli.Projects;

namespace TypedTasks.Cli.Tests;

/// <summary>A program that does not know the question is not run.</summary>
public sealed class TopologyProgramTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_project_that_never_calls_WriteTopology_is_refused_and_not_run()
    {
        await File.WriteAllTextAsync(folder["App.csproj"], """<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>""");
        await File.WriteAllTextAsync(folder["Program.cs"], "System.IO.File.WriteAllText(\"ran\", \"\");");
        var result = await Command.RunAsync(Command.Dotnet, folder.Path, ["exec", Path.Combine(AppContext.BaseDirectory, "TypedTasks.Cli.dll"), "topology", "--format", "bicep", "--project", folder.Path]);
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("never calls WriteTopology(args), so running it would do its work instead of writing its queues: it is not run.", result.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(folder["ran"]));
    }

    [Fact]
    public void A_program_that_calls_it_is_known_by_its_assembly()
    {
        // This test calls it, in a way that is never reached.
        Assert.True(TopologyProgram.Knows(typeof(TopologyProgramTests).Assembly.Location));
        if (folder.Path.Length == 0)
            TypedTasks.TopologyExtensions.WriteTopology(null!, []);
    }
}
