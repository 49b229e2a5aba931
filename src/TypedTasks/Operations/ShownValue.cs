namespace TypedTasks.Operations;

/// <summary>A value as people may see it.</summary>
/// <param name="Json">Its JSON, cut where it is long; null where it is not shown.</param>
/// <param name="Bytes">How many bytes it has; 0 where that is not known.</param>
/// <param name="Note">Why it is not shown, or not as a whole; null where it is.</param>
public sealed record ShownValue(string? Json, int Bytes, string? Note = null);
