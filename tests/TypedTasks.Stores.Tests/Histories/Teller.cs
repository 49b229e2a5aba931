using TypedTasks.Storage;

namespace TypedTasks.Stores.Tests;

/// <summary>What one store is asked with: it remembers the numbers that only this store gives.</summary>
internal sealed class Teller
{
    private readonly List<long> sequences = [];

    /// <summary>The sequence number of a cancellation that was read before; 0 where there was none.</summary>
    public long Sequence(int position) => position < sequences.Count ? sequences[position] : 0;

    public void Read(IReadOnlyList<Cancellation> cancellations)
    {
        sequences.Clear();
        sequences.AddRange(cancellations.Select(static c => c.Sequence));
    }
}
