using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace TypedTasks.Conformance.Tests;

/// <summary>A worker in a process of its own, which says on standard output how far it is.</summary>
public sealed class WorkerProcess : IDisposable
{
    private readonly Process process;
    private readonly TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentQueue<string> said = new();
    private readonly Lock gate = new();
    private readonly List<(string Word, int Count, TaskCompletionSource Reached)> waiting = [];
    private readonly Dictionary<string, int> counts = [];

    private WorkerProcess(ProcessStartInfo start)
    {
        process = new Process { StartInfo = start, EnableRaisingEvents = true };
        process.OutputDataReceived += (_, e) => Read(e.Data);
        process.ErrorDataReceived += (_, e) => Note(e.Data);
        process.Exited += (_, _) => ready.TrySetException(new InvalidOperationException($"The worker ended: {Said}"));
    }

    public int Id => process.Id;

    public bool HasEnded => process.HasExited;

    /// <summary>What it wrote beside its counts: what it logged, and why it ended.</summary>
    public string Said => string.Join("\n", said);

    public static async Task<WorkerProcess> StartAsync(WorkerSettings settings)
    {
        var start = new ProcessStartInfo(Command.Dotnet, [typeof(Ledger).Assembly.Location])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment[WorkerSettings.Variable] = settings.Write();
        start.Environment["Logging__LogLevel__Default"] = "Warning";
        var worker = new WorkerProcess(start);
        worker.process.Start();
        worker.process.BeginOutputReadLine();
        worker.process.BeginErrorReadLine();
        await worker.ready.Task.WaitAsync(Deadline.Token);
        return worker;
    }

    /// <summary>Completes when it has counted so many more from now on, of <c>wrote</c> (ledger lines, by the hundred), <c>took</c> (messages) or <c>held</c> (steps that wait for the gate).</summary>
    public Task MoreAsync(string word, int count)
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (gate)
            waiting.Add((word, counts.GetValueOrDefault(word) + count, reached));
        return reached.Task;
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

    /// <summary>The most memory it has held at once, in bytes; it must still run.</summary>
    public long PeakMemory()
    {
        var line = File.ReadLines($"/proc/{Id}/status").Single(static l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
        return 1024 * long.Parse(line.AsSpan(6, line.Length - 9), NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture);
    }

    public void Dispose()
    {
        if (!process.HasExited)
            process.Kill();
        process.Dispose();
    }

    private void Read(string? line)
    {
        if (line is null)
            return;
        if (line == "ready")
            ready.TrySetResult();
        else if (line.Split(' ') is [("wrote" or "took" or "held") and var word, var number])
            Count(word, int.Parse(number, CultureInfo.InvariantCulture));
        else
            Note(line);
    }

    // A stream says null when it ends, which is no line.
    private void Note(string? line)
    {
        if (line is not null)
            said.Enqueue(line);
    }

    private void Count(string word, int count)
    {
        lock (gate)
        {
            counts[word] = count;
            waiting.RemoveAll(w => w.Word == word && w.Count <= count && w.Reached.TrySetResult());
        }
    }
}
