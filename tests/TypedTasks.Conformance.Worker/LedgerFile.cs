using System.Globalization;

namespace TypedTasks.Conformance.Worker;

/// <summary>An append-only file that several processes share: one short write per line, so lines never mix.</summary>
public sealed class LedgerFile(string path)
{
    private readonly Lock gate = new();
    private readonly FileStream file = new(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
    private int written;

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
