using TypedTasks.Storage;

namespace TypedTasks.Testing;

/// <summary>The faults that wait for a transaction to happen to.</summary>
public sealed class StoreFaults
{
    private readonly List<(StoreFault Fault, Func<StoreOperation, bool>? Match)> armed = [];

    internal StoreFaults()
    {
    }

    /// <summary>Makes a fault happen to the next transaction with an operation that matches.</summary>
    /// <param name="fault">What goes wrong.</param>
    /// <param name="match">Which operations; null for any.</param>
    /// <param name="times">How often.</param>
    public void Inject(StoreFault fault, Func<StoreOperation, bool>? match = null, int times = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(times, 1);
        lock (armed)
        {
            for (var i = 0; i < times; i++)
                armed.Add((fault, match));
        }
    }

    internal StoreFault? Take(IReadOnlyList<StoreOperation> operations)
    {
        lock (armed)
        {
            for (var i = 0; i < armed.Count; i++)
            {
                var (fault, match) = armed[i];
                if (match is not null && !operations.Any(match))
                    continue;
                armed.RemoveAt(i);
                return fault;
            }
        }

        return null;
    }
}
