using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;
using TypedTasks;

namespace CodeAtlas;

/// <summary>One run: broker, store and workers up, the flow through, the table out, everything down.</summary>
internal static class AtlasRun
{
    public static async Task<int> RunAsync(AtlasOptions options)
    {
        using var interruption = new Interruption();
        try
        {
            var stages = Preview(options.Folder, interruption.Token);
            await MapAsync(options, stages, interruption.Token);
            return 0;
        }
        catch (Exception) when (interruption.Token.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync("codeatlas: cancelled");
            return interruption.ExitCode;
        }
        catch (Exception e)
        {
            await Console.Error.WriteLineAsync(options.Verbose ? $"codeatlas: {e}" : $"codeatlas: {OneLine(e)}");
            return 1;
        }
    }

    // The flow lists for itself; a look beforehand tells the bars how long they are, and an empty folder from a full one.
    private static IReadOnlyList<Stage> Preview(string folder, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(folder))
            throw new DirectoryNotFoundException($"the folder {folder} does not exist");
        var directories = SourceTree.Directories(folder, cancellationToken);
        if (directories.Count == 0)
            throw new InvalidOperationException($"there are no source files in {folder}");
        return Stage.All(directories.Count, directories.Sum(static d => SourceTree.Files(d).Count));
    }

    private static async Task MapAsync(AtlasOptions options, IReadOnlyList<Stage> stages, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        using var data = new DataFolder(options.Data);
        await using var broker = await Broker.OpenAsync(cancellationToken);
        using var host = AtlasHost.Build(broker.ConnectionString, data.Store, runsSteps: options.Workers == 0, options.Verbose);
        await host.StartAsync(cancellationToken);
        try
        {
            await using var workers = await WorkerProcesses.StartAsync(
                options.Workers, broker.ConnectionString, data.Store, cancellationToken);
            Announce(broker, options.Workers);
            var summary = await FollowAsync(host.Services.GetRequiredService<ITaskClient>(), workers, options, stages, cancellationToken);
            TerminalTable.Write(AnsiConsole.Console, summary);
            AnsiConsole.Write(new Text($"{clock.Elapsed.TotalSeconds:0.0} s, report: {summary.Report}\n"));
        }
        finally
        {
            await host.StopAsync(CancellationToken.None);
        }
    }

    private static async Task<AtlasSummary> FollowAsync(
        ITaskClient client, WorkerProcesses workers, AtlasOptions options, IReadOnlyList<Stage> stages, CancellationToken cancellationToken)
    {
        var run = await client.EnqueueAsync(AtlasFlow.Map(options.Folder, options.Report), cancellationToken);
        try
        {
            var result = WaitAsync(run, workers, cancellationToken);
            return options.Verbose || !AnsiConsole.Profile.Capabilities.Ansi
                ? await result
                : await ProgressBars.ShowAsync(run, result, stages, cancellationToken);
        }
        catch (Exception)
        {
            await run.CancelAsync(CancellationToken.None);
            throw;
        }
    }

    private static async Task<AtlasSummary> WaitAsync(
        TaskHandle<AtlasSummary> run, WorkerProcesses workers, CancellationToken cancellationToken)
    {
        var result = run.WaitAsync(cancellationToken).AsTask();
        return await Task.WhenAny(result, workers.Failed) == result
            ? await result
            : throw new InvalidOperationException($"the last worker has gone: {await workers.Failed}");
    }

    private static void Announce(Broker broker, int workers)
    {
        var kind = broker.IsEmulator ? "emulator in this process" : "from the environment";
        var who = workers == 0 ? "steps run here" : Html.Count(workers, "worker process").Replace("processs", "processes", StringComparison.Ordinal);
        AnsiConsole.Write(new Text($"Service Bus: {broker.Endpoint} ({kind}); {who}\n"));
    }

    private static string OneLine(Exception e) =>
        (e is TaskFailedException failed ? $"the flow failed in {failed.Failure.Task}: {failed.Failure.Message}" : e.Message)
        .ReplaceLineEndings(" ");
}
