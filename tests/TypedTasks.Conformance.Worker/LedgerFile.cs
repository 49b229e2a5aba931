using System.Globalization;

namespace TypedTasks.Conformance.Worker;

/// <summary>An append-only file for each process (.NET's append mode keeps its own offset, so processes cannot share one). Every line reaches the kernel at once: what a killed process wrote is there.</summary>
public sealed class LedgerFile(string folder)
{
    private readonly Lock gate = new();
    private readonly FileStream file = new(
        Path.Combine(folder, $"{Environment.ProcessId}.ledger"), FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);
    private readonly List<(int Lines, TaskCompletionSource Reached)> waiting = [];
    private int written;

    /// <summary>Whether the file <c>open</c> lies beside the ledgers.</summary>
    public bool IsGateOpen => File.Exists(Path.Combine(folder, "..", "open"));

    /// <summary>The lines of all files in a folder. The last line of a process that was killed may be cut, or is still being written: that one is not there.</summary>
    public static IReadOnlyList<string> ReadAll(string folder) =>
    [
        .. Directory.GetFiles(folder, "*.ledger").SelectMany(static f => File.ReadAllText(f).Split('\n').SkipLast(1)),
    ];

    public void Write(string stage, int index) => Write(string.Create(CultureInfo.InvariantCulture, $"{stage} {index} {Environment.ProcessId}"));

    /// <summary>Says that a step of a flow has run to its end.</summary>
    public void Write(TaskContext run, string task) => Write(string.Create(CultureInfo.InvariantCulture, $"{run.FlowId} {task} '{run.Step}' {run.Attempt} {Environment.ProcessId}"));

    /// <summary>Completes when this process has written so many more lines.</summary>
    public Task MoreAsync(int lines)
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (gate)
            waiting.Add((written + lines, reached));
        return reached.Task;
    }

    public void Write(string text)
    {
        var line = System.Text.Encoding.UTF8.GetBytes(text + "\n");
        lock (gate)
        {
            file.Write(line);
            if (++written % 100 == 0)
                Console.WriteLine($"wrote {written}");
            waiting.RemoveAll(w => w.Lines <= written && w.Reached.TrySetResult());
        }
    }
}
