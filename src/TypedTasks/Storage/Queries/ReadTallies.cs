namespace TypedTasks.Storage;

/// <summary>Adds up what is counted of attempts that ended, by task in order (ordinal).</summary>
/// <param name="Within">How far to look back, to the minute; <see cref="TimeSpan.MaxValue"/> for all that was ever counted.</param>
public sealed record ReadTallies(TimeSpan Within) : StoreQuery<IReadOnlyList<TaskTally>>;
