using System.Globalization;

namespace TypedTasks.Conformance.Worker;

/// <summary>An append-only file for each process (.NET's append mode keeps its own offset, so processes cannot share one). Every line reaches the kernel at once: what a killed process wrote is there.</summary>
public sealed class LedgerFile(string folder)
{
    private readonly Lock gate = new();
    private readonly FileStream file = new(
        Path.Combine(folder, $"{Environment.ProcessId}.ledger"), FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);
    private int written;

    /// <summary>Whether the file <c>open</c> lies beside the ledgers.</summary>
    public bool IsGateOpen => File.Exists(Path.Combine(folder, "..", "open"));

    public void Write(string stage, int index)
    {
        var line = string.Create(CultureInfo.InvariantCulture, $"{stage} {index} {Environment.ProcessId}\n");
        lock (gate)
        {
            file.Write(System.Text.Encoding.ASCII.GetBytes(line));
            if (++written % 100 == 0)
                Console.WriteLine($"wrote {written}");
        }
    }
}
