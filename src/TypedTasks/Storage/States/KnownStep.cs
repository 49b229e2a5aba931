namespace TypedTasks.Storage;

/// <summary>What of a step's history decides whether another record of it is newer.</summary>
/// <param name="Generation">The generation that it comes from.</param>
/// <param name="Attempt">The attempt, from 0.</param>
/// <param name="State">Where that stands.</param>
public readonly record struct KnownStep(int Generation, int Attempt, StepState State);
