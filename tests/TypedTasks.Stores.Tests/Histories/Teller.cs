using TypedTasks.Storage;

namespace TypedTasks.Stores.Tests;

/// <summary>What one store is asked with: it remembers the numbers that only this store gives.</summary>
internal sealed class Teller
{
    private readonly List<long> sequences = [];
    private readonly Dictionary<string, long> revisions = [];

    /// <summary>Where the feed of changes was read last; null before.</summary>
    public string? Position { get; set; }

    /// <summary>The sequence number of a cancellation that was read before; 0 where there was none.</summary>
    public long Sequence(int position) => position < sequences.Count ? sequences[position] : 0;

    /// <summary>What a schedule was read as last.</summary>
    public long Revision(string schedule) => revisions.GetValueOrDefault(schedule);

    /// <summary>Remembers what operations yielded that later ones must name.</summary>
    public void Learn(IEnumerable<StoreOperation> operations)
    {
        foreach (var operation in operations)
        {
            var schedule = operation switch { DefineSchedule o => o.Result, ProposeOccurrence o => o.Result.Schedule, _ => null };
            if (schedule is not null)
                revisions[schedule.Name] = schedule.Revision;
        }
    }

    public void Read(IReadOnlyList<Cancellation> cancellations)
    {
        sequences.Clear();
        sequences.AddRange(cancellations.Select(static c => c.Sequence));
    }
}
