using TypedTasks.Packages.Tests.Harness;

namespace TypedTasks.Packages.Tests;

/// <summary>A user's first hour: refer to the packages, build, run, and get a pipeline wrong.</summary>
public sealed class ConsumerTests(PackageFeed feed) : IClassFixture<PackageFeed>
{
    [Fact]
    public async Task A_project_outside_the_repository_builds_runs_and_rejects_a_wrong_pipeline()
    {
        var project = await ConsumerProject.CreateAsync(feed);
        (await project.BuildAsync()).Succeeded();
        Assert.Equal("[a.jpg@200:5] [bb.jpg@200:6] [ccc.jpg@200:7]", (await project.RunAsync()).Succeeded().Trim());

        await project.WriteAsync("Wrong.cs", """
            using TypedTasks;
            using static Gallery.Photos.Tasks;

            public static class Wrong
            {
                public static object Sheet() =>
                    Load("a.jpg") | ContactSheet();
            }
            """);
        var build = await project.BuildAsync("--no-restore");
        Assert.NotEqual(0, build.ExitCode);
        Assert.Contains("Wrong.cs(7,9): error CS0019", build.Output, StringComparison.Ordinal);
    }
}
