using TypedTasks.Packages.Tests.Harness;

namespace TypedTasks.Packages.Tests;

/// <summary>A user's first hour: refer to the packages, build, run, and get a pipeline wrong.</summary>
[Collection(nameof(PackageFeed))]
public sealed class ConsumerTests(PackageFeed feed)
{
    private const string Sheet = "[a.jpg@200:5] [bb.jpg@200:6] [ccc.jpg@200:7]";

    [Fact]
    public async Task A_project_outside_the_repository_builds_runs_and_is_told_what_is_wrong()
    {
        var project = await ConsumerProject.CreateAsync(feed);
        (await project.BuildAsync()).Succeeded();
        Assert.Equal(Sheet, (await project.RunAsync("memory")).Succeeded().Trim());
        Assert.Equal(Sheet, (await project.RunAsync("emulator")).Succeeded().Trim());

        // What cuts AMQP.NET Lite's serializer off has reached the application.
        Assert.Contains("AmqpNetLite.Substitutions.xml", (await project.EvaluateAsync("IlcArg")).Succeeded(), StringComparison.Ordinal);

        await project.WriteAsync("Wrong.cs", """
            using TypedTasks;
            using static Gallery.Photos.Tasks;

            namespace Gallery;

            public static class Wrong
            {
                public static ISignature<string> ListWanted() =>
                    Load("a.jpg") | ContactSheet();

                public static async Task Partial(ITaskClient client) =>
                    await client.EnqueueAsync(Resize(width: 200));

                public static ISignature<int> OtherResult() =>
                    Load("a.jpg") | ReadExif();
            }
            """);
        var build = await project.BuildAsync("--no-restore");
        Assert.NotEqual(0, build.ExitCode);
        var errors = CompilerErrors.In(build.Output).ToLookup(static e => e.Contains(": CS", StringComparison.Ordinal));
        Assert.Equal(["Wrong.cs(9,9): CS0019", "Wrong.cs(12,15): CS0619", "Wrong.cs(15,9): CS0266"], errors[true]);
        // The analyzers of the package speak too.
        Assert.Contains("Wrong.cs(9,25): TT1001", errors[false]);
        Assert.Contains("Photo", build.Output, StringComparison.Ordinal);
        Assert.Contains("IReadOnlyList<string>", build.Output, StringComparison.Ordinal);
    }
}
