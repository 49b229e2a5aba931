using System.Collections.Immutable;
using TypedTasks.Storage;

namespace TypedTasks.Testing;

/// <summary>A line: who waits, by rank, and who has the turn.</summary>
internal sealed record TurnLine(ImmutableSortedDictionary<long, Turn> Waiting, ImmutableSortedDictionary<long, Turn> Held)
{
    public static readonly TurnLine Empty = new(ImmutableSortedDictionary<long, Turn>.Empty, ImmutableSortedDictionary<long, Turn>.Empty);
}
