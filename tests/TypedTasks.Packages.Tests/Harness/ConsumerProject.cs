namespace TypedTasks.Packages.Tests.Harness;

/// <summary>A new console project outside the repository that refers to the packages and to nothing else of it.</summary>
internal sealed class ConsumerProject
{
    private readonly string folder;
    private readonly Dictionary<string, string> environment;

    private ConsumerProject(PackageFeed feed)
    {
        folder = Directory.CreateDirectory(Path.Combine(feed.Path, "consumer")).FullName;
        environment = new() { ["NUGET_PACKAGES"] = Path.Combine(feed.Path, "cache") };
    }

    public static async Task<ConsumerProject> CreateAsync(PackageFeed feed)
    {
        var project = new ConsumerProject(feed);
        await PackageSources.WriteAsync(project.folder, feed);
        foreach (var file in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Consumer")))
        {
            var text = await File.ReadAllTextAsync(file);
            await project.WriteAsync(Path.GetFileName(file), text.Replace("$(TypedTasksVersion)", feed.Version, StringComparison.Ordinal));
        }

        return project;
    }

    public Task WriteAsync(string file, string text) => File.WriteAllTextAsync(Path.Combine(folder, file), text);

    public Task<ProcessResult> BuildAsync(params string[] arguments) =>
        Command.RunAsync("dotnet", folder, ["build", "-tl:off", .. arguments], environment);

    /// <summary>The items of a type that a project for native code has before any target runs.</summary>
    public Task<ProcessResult> EvaluateAsync(string item) =>
        Command.RunAsync("dotnet", folder, ["msbuild", "-p:PublishAot=true", $"-getItem:{item}"], environment);

    public Task<ProcessResult> RunAsync(params string[] arguments) =>
        Command.RunAsync("dotnet", folder, [Path.Combine("bin", "Debug", "net10.0", "Consumer.dll"), .. arguments], environment);
}
