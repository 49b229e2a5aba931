using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace TypedTasks.Conformance.Tests;

/// <summary>A worker, a client or a broker in a process of its own, which says on standard output how far it is.</summary>
public sealed class ChildProcess : IDisposable
{
    private readonly Process process;
    private readonly string readyLine;
    private readonly TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentQueue<string> said = new();
    private readonly Lock gate = new();
    private readonly List<(string Word, int Count, TaskCompletionSource Reached)> waiting = [];
    private readonly Dictionary<string, int> counts = [];

    private ChildProcess(ProcessStartInfo start, string readyLine)
    {
        this.readyLine = readyLine;
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        process = new Process { StartInfo = start, EnableRaisingEvents = true };
        process.OutputDataReceived += (_, e) => Read(e.Data);
        process.ErrorDataReceived += (_, e) => Note(e.Data);
        process.Exited += (_, _) => ready.TrySetException(new InvalidOperationException($"The process ended: {Said}"));
    }

    public int Id => process.Id;

    public bool HasEnded => process.HasExited;

    /// <summary>What it wrote beside its counts: what it logged, and why it ended.</summary>
    public string Said => string.Join("\n", said);

    /// <summary>The lines of <see cref="Said"/>.</summary>
    public IEnumerable<string> Lines => said;

    /// <summary>A worker, or a client that starts flows.</summary>
    public static Task<ChildProcess> StartAsync(WorkerSettings settings)
    {
        var start = new ProcessStartInfo(Command.Dotnet, [typeof(Ledger).Assembly.Location]);
        start.Environment[WorkerSettings.Variable] = settings.Write();
        start.Environment["Logging__LogLevel__Default"] = "Warning";
        // What tasks throw on purpose would hide the rest.
        start.Environment["Logging__LogLevel__TypedTasks.Hosting.Dispatch.StepEnding"] = "None";
        return StartAsync(start, "ready");
    }

    /// <summary>Completes when the process has written the line that says that it is ready.</summary>
    public static async Task<ChildProcess> StartAsync(ProcessStartInfo start, string readyLine)
    {
        var child = new ChildProcess(start, readyLine);
        child.process.Start();
        child.process.BeginOutputReadLine();
        child.process.BeginErrorReadLine();
        await child.ready.Task.WaitAsync(Deadline.Token);
        return child;
    }

    /// <summary>
    /// Completes when it has counted so many more from now on, of <c>wrote</c> (ledger lines, by the hundred), <c>took</c> (messages), <c>held</c> (steps that wait for the
    /// gate), <c>accepted</c> (flows that a client has started) or <c>refused</c> (flows that it could not start).
    /// </summary>
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

    /// <summary>Ends it as who closes a pipe does.</summary>
    public async Task StopAsync()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync(Deadline.Token);
    }

    /// <summary>Ends it as an orchestrator does.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> TerminateAsync()
    {
        Signal.Terminate(Id);
        await process.WaitForExitAsync(Deadline.Token);
        return process.ExitCode;
    }

    /// <summary>Completes when it has ended by itself.</summary>
    public Task WhenEndedAsync(CancellationToken cancellationToken) => process.WaitForExitAsync(cancellationToken);

    /// <summary>Holds all its threads for some time, which it does not notice.</summary>
    public async Task FreezeAsync(TimeSpan duration)
    {
        Signal.Freeze(Id);
        try
        {
            await Task.Delay(duration);
        }
        finally
        {
            Signal.Thaw(Id);
        }
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
        if (line == readyLine)
            ready.TrySetResult();
        else if (line.Split(' ') is [("wrote" or "took" or "held" or "accepted" or "refused") and var word, var number])
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
