using System.Diagnostics;

namespace CodeAtlas;

/// <summary>The children that run steps under <c>--workers</c>.</summary>
internal sealed class WorkerProcesses : IAsyncDisposable
{
    private readonly List<Process> processes = [];

    public string Description => processes.Count == 0 ? "this process" : $"{processes.Count} processes";

    public static async Task<WorkerProcesses> StartAsync(
        int count, string connectionString, string storePath, CancellationToken cancellationToken)
    {
        var workers = new WorkerProcesses();
        try
        {
            for (var i = 0; i < count; i++)
                workers.processes.Add(Start(connectionString, storePath));
            foreach (var process in workers.processes)
            {
                if (await process.StandardOutput.ReadLineAsync(cancellationToken) != "ready")
                    throw new IOException("A worker process ended before it was ready; its own message stands above.");
            }
        }
        catch
        {
            await workers.DisposeAsync();
            throw;
        }

        return workers;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in processes)
            process.StandardInput.Close();
        foreach (var process in processes)
        {
            await process.WaitForExitAsync();
            process.Dispose();
        }
    }

    private static Process Start(string connectionString, string storePath)
    {
        // Under `dotnet app.dll` the process is dotnet itself, and the program its first argument.
        var program = Environment.ProcessPath!;
        var isHosted = Path.GetFileNameWithoutExtension(program).Equals("dotnet", StringComparison.OrdinalIgnoreCase);
        var start = new ProcessStartInfo(program)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        if (isHosted)
            start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "CodeAtlas.dll"));
        start.ArgumentList.Add("worker");
        start.Environment[WorkerProcess.Connection] = connectionString;
        start.Environment[WorkerProcess.Store] = storePath;
        return Process.Start(start) ?? throw new IOException($"{program} could not be started.");
    }
}
