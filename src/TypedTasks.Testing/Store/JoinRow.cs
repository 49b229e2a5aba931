using System.Collections.Immutable;
using TypedTasks.Storage;

namespace TypedTasks.Testing;

/// <summary>Where a join stands: a counter, so that no member has to be counted.</summary>
internal readonly record struct JoinRow(
    int Count, int Succeeded, int Ended, JoinState State, int DecidedBy, ImmutableArray<string> OwedIds, bool IsCompensable);
