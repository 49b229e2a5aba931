using System.Diagnostics;

namespace CodeAtlas;

/// <summary>Worker processes: the same program again, with its secrets in the environment rather than in its arguments.</summary>
internal sealed class WorkerProcesses : IAsyncDisposable
{
    private readonly List<Process> processes = [];
    private readonly TaskCompletionSource<string> failed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int alive;
    private bool stopping;

    private WorkerProcesses()
    {
    }

    /// <summary>Ends when the last worker has gone before its time, with what it said.</summary>
    public Task<string> Failed => failed.Task;

    /// <summary>Starts the workers; they receive when this returns.</summary>
    public static async Task<WorkerProcesses> StartAsync(
        int count, string connectionString, string store, CancellationToken cancellationToken)
    {
        var workers = new WorkerProcesses { alive = count };
        try
        {
            for (var i = 0; i < count; i++)
                workers.processes.Add(Process.Start(StartInfo(connectionString, store))!);
            var ready = Task.WhenAll(workers.processes.Select(p => workers.WatchAsync(p, cancellationToken)));
            if (await Task.WhenAny(ready, workers.Failed) == workers.Failed)
                throw new InvalidOperationException($"the workers ended before they began: {await workers.Failed}");
            await ready;
            return workers;
        }
        catch
        {
            await workers.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        Volatile.Write(ref stopping, true);
        foreach (var process in processes)
            process.StandardInput.Close();
        foreach (var process in processes)
        {
            await process.WaitForExitAsync();
            process.Dispose();
        }
    }

    private static ProcessStartInfo StartInfo(string connectionString, string store)
    {
        var program = Environment.ProcessPath!;
        var info = new ProcessStartInfo(program)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (Path.GetFileNameWithoutExtension(program) == "dotnet")
            info.ArgumentList.Add(Environment.GetCommandLineArgs()[0]);
        info.ArgumentList.Add(WorkerCommand.Name);
        info.Environment[WorkerCommand.ConnectionVariable] = connectionString;
        info.Environment[WorkerCommand.StoreVariable] = store;
        return info;
    }

    // Returns once the worker receives; goes on to read what it says and how it ends.
    private async Task WatchAsync(Process process, CancellationToken cancellationToken)
    {
        var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        var ready = process.StandardOutput.ReadLineAsync(cancellationToken).AsTask();
        _ = ReportEndAsync(process, errors);
        await ready;
    }

    private async Task ReportEndAsync(Process process, Task<string> errors)
    {
        var said = (await errors).Trim();
        await process.WaitForExitAsync();
        if (!Volatile.Read(ref stopping) && Interlocked.Decrement(ref alive) == 0)
            failed.TrySetResult(said.Length > 0 ? said : $"exit code {process.ExitCode}");
    }
}
