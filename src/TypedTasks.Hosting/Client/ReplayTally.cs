using System.Collections.ObjectModel;

namespace TypedTasks.Hosting.Client;

/// <summary>Counts what becomes of dead letters, and remembers which flows this replay has retried.</summary>
internal sealed class ReplayTally
{
    private readonly Dictionary<ReplaySkip, int> skipped = [];
    private int replayed;

    /// <summary>The flows that this replay has retried: all their letters run again.</summary>
    public HashSet<string> Retried { get; } = new(StringComparer.Ordinal);

    public void Count(LetterVerdict verdict)
    {
        if (verdict.Skip is { } reason)
            Skip(reason, 1);
        else if (!verdict.Stays)
            replayed++;
    }

    public void Skip(ReplaySkip reason, int count) => skipped[reason] = skipped.GetValueOrDefault(reason) + count;

    public ReplayReport Report() => new(replayed, new ReadOnlyDictionary<ReplaySkip, int>(skipped));
}
