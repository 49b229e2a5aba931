namespace TypedTasks.Conformance.Worker;

/// <summary>Tasks that leave a trace of every run.</summary>
public static partial class Ledger
{
    private static int held;

    [Task]
    public static async Task<int> Enter(int index, [FromServices] LedgerFile ledger, CancellationToken cancellationToken)
    {
        ledger.Write("enter", index);
        await Task.Yield();
        return index;
    }

    [Task]
    public static int Post(int index, [FromServices] LedgerFile ledger)
    {
        ledger.Write("post", index);
        return index;
    }

    /// <summary>Says when it ran, on the clock that all processes of the machine share.</summary>
    [Task]
    public static int Clock(int index, [FromServices] LedgerFile ledger)
    {
        ledger.Write(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"clock {index} {System.Diagnostics.Stopwatch.GetTimestamp()}"));
        return index;
    }

    /// <summary>Takes longer than its worker lives, until somebody opens the gate.</summary>
    [Task]
    public static async Task<int> Hold(int index, [FromServices] LedgerFile ledger, CancellationToken cancellationToken)
    {
        ledger.Write("hold", index);
        Console.WriteLine($"held {Interlocked.Increment(ref held)}");
        if (!ledger.IsGateOpen)
            await Task.Delay(Timeout.Infinite, cancellationToken);
        return index;
    }

    [Task]
    public static long Balance(IReadOnlyList<int> entries, [FromServices] LedgerFile ledger)
    {
        ledger.Write("balance", entries.Count);
        for (var i = 0; i < entries.Count; i++)
        {
            if (entries[i] != i)
                throw new InvalidOperationException($"Entry {i} holds {entries[i]}: results are out of order.");
        }

        return entries.Sum(static e => (long)e);
    }
}
