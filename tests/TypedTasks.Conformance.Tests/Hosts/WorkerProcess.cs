using System.Diagnostics;
using System.Globalization;

namespace TypedTasks.Conformance.Tests;

/// <summary>A worker in a process of its own, which says on standard output how far it is.</summary>
public sealed class WorkerProcess : IDisposable
{
    private readonly Process process;
    private readonly TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource worked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly int enough;

    private WorkerProcess(ProcessStartInfo start, int enough)
    {
        this.enough = enough;
        process = new Process { StartInfo = start, EnableRaisingEvents = true };
        process.OutputDataReceived += (_, e) => Read(e.Data);
        process.ErrorDataReceived += (_, e) => Errors += e.Data is null ? "" : e.Data + "\n";
        process.Exited += (_, _) => ready.TrySetException(new InvalidOperationException($"The worker ended: {Errors}"));
    }

    public int Id => process.Id;

    public string Errors { get; private set; } = "";

    /// <summary>Completes when the worker has written as many ledger lines as asked for.</summary>
    public Task Worked => worked.Task;

    public static async Task<WorkerProcess> StartAsync(string connection, string store, string ledger, int enough)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Worker.Ledger).Assembly.Location])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["TYPEDTASKS_CONNECTION"] = connection;
        start.Environment["TYPEDTASKS_STORE"] = store;
        start.Environment["TYPEDTASKS_LEDGER"] = ledger;
        start.Environment["Logging__LogLevel__Default"] = "Warning";
        var worker = new WorkerProcess(start, enough);
        worker.process.Start();
        worker.process.BeginOutputReadLine();
        worker.process.BeginErrorReadLine();
        await worker.ready.Task.WaitAsync(Deadline.Token);
        return worker;
    }

    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync(Deadline.Token);
    }

    public async Task StopAsync()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync(Deadline.Token);
    }

    public void Dispose()
    {
        if (!process.HasExited)
            process.Kill();
        process.Dispose();
    }

    private void Read(string? line)
    {
        if (line == "ready")
            ready.TrySetResult();
        else if (line?.StartsWith("wrote ", StringComparison.Ordinal) == true
            && int.Parse(line.AsSpan(6), CultureInfo.InvariantCulture) >= enough)
            worked.TrySetResult();
    }
}
