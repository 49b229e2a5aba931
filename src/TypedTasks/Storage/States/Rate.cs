namespace TypedTasks.Storage;

/// <summary>A rate limit.</summary>
/// <param name="Name">What is limited.</param>
/// <param name="Next">The next free start.</param>
public sealed record Rate(string Name, DateTimeOffset Next);
