using TypedTasks.Storage;

namespace TypedTasks.Stores.Tests;

/// <summary>What one store is asked with: it hears what callbacks are told, and remembers the numbers that only this store gives.</summary>
internal sealed class Teller
{
    private readonly List<long> sequences = [];
    private readonly List<string> heard = [];

    /// <summary>The sequence number of a cancellation that was read before; 0 where there was none.</summary>
    public long Sequence(int position) => position < sequences.Count ? sequences[position] : 0;

    public void Read(IReadOnlyList<Cancellation> cancellations)
    {
        sequences.Clear();
        sequences.AddRange(cancellations.Select(static c => c.Sequence));
    }

    public void Hear(string text) => heard.Add(text);

    /// <summary>What callbacks were told since the last look; a decision may run twice, so only the last word counts.</summary>
    public string? Heard()
    {
        var last = heard.LastOrDefault();
        heard.Clear();
        return last;
    }
}
