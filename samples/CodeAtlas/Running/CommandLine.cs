using System.CommandLine;

namespace CodeAtlas;

/// <summary>The command line.</summary>
internal static class CommandLine
{
    /// <summary>Ctrl+C is the business of the run: it cancels the flow, which takes as long as it takes.</summary>
    public static InvocationConfiguration Invocation { get; } = new() { ProcessTerminationTimeout = null };

    public static ParseResult Parse(string[] args)
    {
        var folder = new Argument<string>("folder") { Description = "The folder to map", DefaultValueFactory = static _ => "." };
        var workers = new Option<int>("--workers") { Description = "Run the steps in this many processes; 0 runs them in this one" };
        var report = new Option<string>("--report")
        {
            Description = "Where to write the page",
            DefaultValueFactory = static _ => Path.Combine("artifacts", "codeatlas.html"),
        };
        var data = new Option<string?>("--data") { Description = "Keep the store in this folder; by default it is temporary" };
        var verbose = new Option<bool>("--verbose") { Description = "Log what happens instead of drawing progress bars" };
        workers.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && (!int.TryParse(token.Value, out var count) || count is < 0 or > 64))
                result.AddError("--workers must be from 0 to 64.");
        });

        var worker = new Command(WorkerCommand.Name, "Run steps for the process that started this one") { Hidden = true };
        worker.SetAction(static (_, _) => WorkerCommand.RunAsync());

        var root = new RootCommand("Maps a folder of source files: one typed flow over Service Bus, one page to look at.")
        {
            folder, workers, report, data, verbose, worker,
        };
        root.SetAction((parsed, _) => AtlasRun.RunAsync(new AtlasOptions(
            Path.GetFullPath(parsed.GetValue(folder)!),
            Path.GetFullPath(parsed.GetValue(report)!),
            parsed.GetValue(workers),
            parsed.GetValue(data) is { } path ? Path.GetFullPath(path) : null,
            parsed.GetValue(verbose))));
        return root.Parse(args);
    }
}
