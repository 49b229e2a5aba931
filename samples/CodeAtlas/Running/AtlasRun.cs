using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Spectre.Console;
using TypedTasks;
using TypedTasks.Contracts;

namespace CodeAtlas;

/// <summary>One run from the folder to the report.</summary>
internal static class AtlasRun
{
    private const int Cancelled = 130;

    public static async Task<int> RunAsync(AtlasSettings settings, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(settings.Folder))
            return Fail($"There is no folder {settings.Folder}.");
        var files = SourceTree.Directories(settings.Folder, cancellationToken).Sum(static d => SourceTree.Files(d).Count);
        if (files == 0)
            return Fail($"No source files lie in {settings.Folder}; samples/CodeAtlas/README.md says which count.");

        try
        {
            await using var store = StoreFolder.Open(settings.Data);
            await using var broker = await Broker.StartAsync(cancellationToken);
            return await RunAsync(settings, broker, store, files, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            AnsiConsole.MarkupLine("[yellow]Cancelled.[/]");
            return Cancelled;
        }
        catch (Exception e) when (e is TransportException or StoreException or OptionsValidationException or TaskFailedException or IOException or UnauthorizedAccessException)
        {
            return Fail(e.Message);
        }
    }

    private static async Task<int> RunAsync(
        AtlasSettings settings, Broker broker, StoreFolder store, int files, CancellationToken cancellationToken)
    {
        using var host = AtlasHost.Create(broker.ConnectionString, store.Path, runsSteps: settings.Workers == 0);
        await host.StartAsync(cancellationToken);
        await using var workers = await WorkerProcesses.StartAsync(settings.Workers, broker.ConnectionString, store.Path, cancellationToken);
        var endpoint = host.Services.GetRequiredService<ITransport>().Endpoint;
        AnsiConsole.MarkupLineInterpolated($"Mapping [bold]{settings.Folder}[/] over [blue]{endpoint}[/] ({broker.Description}), steps run in {workers.Description}.");

        var client = host.Services.GetRequiredService<ITaskClient>();
        var handle = await client.EnqueueAsync(AtlasFlow.Map(settings.Folder, settings.Report), cancellationToken);
        try
        {
            var summary = await ProgressView.WaitAsync(handle, files, cancellationToken);
            SummaryView.Write(summary);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await handle.CancelAsync(CancellationToken.None);
            throw;
        }
        finally
        {
            await host.StopAsync(CancellationToken.None);
        }

        return 0;
    }

    private static int Fail(string text)
    {
        AnsiConsole.MarkupLineInterpolated($"[red]{text}[/]");
        return 1;
    }
}
