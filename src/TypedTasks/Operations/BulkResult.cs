namespace TypedTasks.Operations;

/// <summary>What became of an action on many flows.</summary>
/// <param name="IsDone">Whether it was begun; false where more flows were selected than were expected.</param>
/// <param name="Selected">How many flows were selected.</param>
/// <param name="Done">On how many it was done.</param>
/// <param name="Refused">How many have refused it.</param>
/// <param name="Text">What became of it, as a sentence.</param>
/// <param name="Refusals">Why the first of them have refused it.</param>
public sealed record BulkResult(bool IsDone, int Selected, int Done, int Refused, string Text, IReadOnlyList<string> Refusals);
