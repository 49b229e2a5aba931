namespace TypedTasks.Packages.Tests.Harness;

/// <summary>A new console project outside the repository that refers to the packages and to nothing else of it.</summary>
internal sealed class ConsumerProject
{
    private readonly string folder;
    private readonly Dictionary<string, string> environment;

    private ConsumerProject(PackageFeed feed, string folder)
    {
        this.folder = folder;
        environment = feed.Environment;
    }

    public static async Task<ConsumerProject> CreateAsync(PackageFeed feed, string name = "consumer")
    {
        var project = new ConsumerProject(feed, await Folders.CreateAsync(feed, name));
        await Folders.CopyAsync(feed, "Consumer", project.folder);
        return project;
    }

    public Task WriteAsync(string file, string text) => File.WriteAllTextAsync(Path.Combine(folder, file), text);

    /// <summary>Leaves this file, and no other code.</summary>
    public Task OnlyAsync(string file, string text)
    {
        foreach (var other in Directory.GetFiles(folder, "*.cs"))
            File.Delete(other);
        return WriteAsync(file, text);
    }

    public Task<CommandResult> BuildAsync(params string[] arguments) =>
        Command.RunAsync("dotnet", folder, ["build", "-tl:off", .. arguments], environment);

    /// <summary>The items of a type that a project for native code has before any target runs.</summary>
    public Task<CommandResult> EvaluateAsync(string item) =>
        Command.RunAsync("dotnet", folder, ["msbuild", "-p:PublishAot=true", $"-getItem:{item}"], environment);

    public Task<CommandResult> RunAsync(params string[] arguments) =>
        Command.RunAsync("dotnet", folder, [Path.Combine("bin", "Debug", "net10.0", "Consumer.dll"), .. arguments], environment);
}
