using System.CommandLine;

namespace CodeAtlas;

/// <summary>The command line.</summary>
internal static class AtlasCommand
{
    public static RootCommand Create()
    {
        var folder = new Argument<string>("folder")
        {
            Description = "The folder to map; by default the one you are in.",
            DefaultValueFactory = static _ => Directory.GetCurrentDirectory(),
        };
        var report = new Option<string>("--report")
        {
            Description = "Where to write the page.",
            DefaultValueFactory = static _ => Path.Combine(Path.GetTempPath(), "codeatlas.html"),
        };
        var workers = new Option<int>("--workers")
        {
            Description = "Run the steps in this many processes of their own instead of in this one.",
        };
        workers.Validators.Add(result =>
        {
            if (result.GetValue(workers) is < 0 or > 64)
                result.AddError("--workers takes a number from 0 to 64.");
        });
        var data = new Option<string?>("--data")
        {
            Description = "Keep the store in this folder; by default it is temporary.",
        };
        var worker = new Command("worker", "Run steps for a parent; used by --workers.") { Hidden = true };
        worker.SetAction(static (_, cancellationToken) => WorkerProcess.RunAsync(cancellationToken));

        var root = new RootCommand("Maps a folder of source files, as one typed flow over AMQP.") { folder, report, workers, data, worker };
        root.SetAction((parsed, cancellationToken) => AtlasRun.RunAsync(
            new AtlasSettings(
                Path.GetFullPath(parsed.GetValue(folder)!),
                Path.GetFullPath(parsed.GetValue(report)!),
                parsed.GetValue(workers),
                parsed.GetValue(data)),
            cancellationToken));
        return root;
    }
}
