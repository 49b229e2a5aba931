namespace TypedTasks.Storage;

/// <summary>Counts flows by state, in order of state; states without flows are left out.</summary>
public sealed record CountStates : StoreQuery<IReadOnlyList<StateCount>>;
